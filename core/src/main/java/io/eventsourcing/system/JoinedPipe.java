package io.eventsourcing.system;

import io.eventsourcing.application.NotificationPage;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.PersistenceException;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.Tracking;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A pipe whose follower processes in the transaction that saves, which keeps all other writers out. Everything is read and
 * written in the active transaction, and nothing is remembered, so a roll-back leaves nothing to be forgotten. Thread-safe.
 */
final class JoinedPipe {
    /** How long the transaction waits for someone else to let go of the position. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long TRY_AGAIN = TimeUnit.MILLISECONDS.toNanos(2);

    private final Pipe pipe;
    private final Set<String> topics;
    private final int pageSize;

    JoinedPipe(Pipe pipe, int pageSize) {
        this.pipe = pipe;
        this.topics = pipe.topics();
        this.pageSize = pageSize;
    }

    Pipe pipe() {
        return pipe;
    }

    /** Whether it is to process anything up to the head, by what is stored of all followers. */
    boolean behind(long head, List<Tracking> stored) {
        return stored.stream()
                .anyMatch(one -> pipe.tracks(one) && one.position() < head && one.state() != Tracking.State.PAUSED);
    }

    /** Whether an operator has paused it, by what is stored of all followers. */
    boolean paused(List<Tracking> stored) {
        return stored.stream().anyMatch(one -> pipe.tracks(one) && one.state() == Tracking.State.PAUSED);
    }

    /** Lets go on, in the active transaction, what had stopped in an earlier run. */
    void begin() {
        for (Tracking locked : locked()) {
            if (locked.state() == Tracking.State.STOPPED) {
                Segment segment = new Segment(locked.segment(), pipe.segments());
                pipe.tracking().recordFailure(pipe.followerName(), pipe.leaderName(), segment, null);
            }
        }
    }

    /**
     * Processes at most one page up to the head.
     *
     * @return whether there was anything up to the head; false also if it is paused
     * @throws FollowerException if the follower failed
     */
    boolean step(long head) {
        List<Tracking> locked = locked();
        long position = locked.stream().mapToLong(Tracking::position).min().orElse(head);
        if (position >= head || locked.stream().anyMatch(one -> one.state() == Tracking.State.PAUSED)) {
            return false;
        }
        NotificationPage page = pipe.log()
                .select(NotificationQuery.after(position, pageSize).upTo(head).topics(topics));
        List<Notification> unprocessed = page.notifications().stream()
                .filter(notification -> isNew(notification, locked))
                .toList();
        if (!unprocessed.isEmpty()) {
            process(unprocessed, locked);
        }
        locked.stream()
                .filter(tracking -> tracking.position() < page.position())
                .forEach(tracking -> pipe.tracking().move(tracking, page.position()));
        return true;
    }

    private static boolean isNew(Notification notification, List<Tracking> locked) {
        return notification.id() > trackingOf(notification, locked).position();
    }

    private static boolean handledBefore(Notification notification, List<Tracking> locked) {
        return notification.id() <= trackingOf(notification, locked).replayUntil();
    }

    private static Tracking trackingOf(Notification notification, List<Tracking> locked) {
        return locked.get(
                Segment.of(notification.event().originatorId(), locked.size()).number());
    }

    private List<Tracking> locked() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<List<Tracking>> locked = pipe.lockAll();
        while (locked.isEmpty()) {
            if (System.nanoTime() - end > 0) {
                throw new OperationalException(
                        "The transaction is rolled back, since its follower %s has been at work elsewhere for %s, in a runner or command that does not join transactions: end that, or try again"
                                .formatted(pipe, PATIENCE),
                        null);
            }
            LockSupport.parkNanos(TRY_AGAIN);
            locked = pipe.lockAll();
        }
        return locked.get();
    }

    private void process(List<Notification> notifications, List<Tracking> locked) {
        try {
            handOn(notifications, locked);
        } catch (PersistenceException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new FollowerException(
                    "Follower %s failed, and with it the transaction that it joins. %s"
                            .formatted(pipe, FollowerFailures.describe(notifications, e)),
                    e);
        }
    }

    /** Hands on all but what has to wait behind what an earlier run of another kind has parked. */
    private void handOn(List<Notification> notifications, List<Tracking> locked) {
        Set<UUID> parked = pipe.parking().originators(pipe.followerName(), pipe.leaderName());
        for (Notification notification : notifications) {
            UUID originator = notification.event().originatorId();
            if (parked.contains(originator)) {
                Segment segment = Segment.of(originator, pipe.segments());
                new ParkedOriginators(pipe, segment, FailurePolicy.stop().parkedAtMost())
                        .park(List.of(notification), null, 0);
            }
        }
        List<Notification> handed = notifications.stream()
                .filter(notification -> !parked.contains(notification.event().originatorId()))
                .toList();
        pipe.handle(handed, notification -> handledBefore(notification, locked));
    }
}
