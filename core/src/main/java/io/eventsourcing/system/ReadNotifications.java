package io.eventsourcing.system;

import io.eventsourcing.application.NotificationPage;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.Segment;
import java.util.List;

/** What one segment of a follower has read and not yet processed. Used by one thread at a time. */
final class ReadNotifications {
    private final LeaderPages pages;
    private final Segment segment;
    private List<Notification> waiting = List.of();
    private long upTo;

    ReadNotifications(LeaderPages pages, Segment segment) {
        this.pages = pages;
        this.segment = segment;
    }

    /** Everything up to this id has been read. */
    long upTo() {
        return upTo;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Reads what follows; the head is beyond what was read. */
    void readOn(long head) {
        NotificationPage page = pages.after(upTo, head);
        waiting = page.notifications().stream()
                .filter(notification -> segment.contains(notification.event().originatorId()))
                .toList();
        upTo = page.position();
    }

    /** The first ones, or none if only others' are passed over. */
    Batch first(int most) {
        return waiting.size() > most
                ? new Batch(waiting.subList(0, most), waiting.get(most - 1).id())
                : new Batch(waiting, upTo);
    }

    /** Forgets what is up to a position, which may be anywhere. */
    void continueAfter(long position) {
        waiting = position < upTo
                ? waiting.stream()
                        .filter(notification -> notification.id() > position)
                        .toList()
                : List.of();
        upTo = Math.max(position, upTo);
    }

    /** Forgets everything, to read on from a position. */
    void beginAfter(long position) {
        waiting = List.of();
        upTo = position;
    }
}
