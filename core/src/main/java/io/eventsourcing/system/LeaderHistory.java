package io.eventsourcing.system;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.Tracking;
import java.util.List;

/**
 * Whether the history of a leader in another database is still the one that a segment of its follower has processed. In
 * one database both are lost or kept together. Of two databases one may lose its last transactions, by a fail-over or by
 * a restored backup, and give their ids to other events, which the follower would pass over.
 *
 * <p>So with each position the follower remembers the event that has that id, and looks before each batch, at its start
 * and after failures whether the leader still has it. That costs one look-up by id for each batch, and nothing where
 * leader and follower share a database. Used by one thread at a time.
 */
final class LeaderHistory {
    /** The leader cannot be asked now, which is no fault of what is to be processed. */
    static final class UnreadException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private UnreadException(RuntimeException cause) {
            super(cause);
        }
    }

    private final Pipe pipe;
    private final Segment segment;
    private final boolean elsewhere;
    private boolean inDoubt;

    LeaderHistory(Pipe pipe, Segment segment) {
        this.pipe = pipe;
        this.segment = segment;
        EventSourcing leader = pipe.leader().storage();
        this.elsewhere = pipe.tracked()
                && (leader == null
                        || leader.persistence() != pipe.eventSourcing().persistence());
        this.inDoubt = elsewhere;
    }

    /** Whether the leader is in another database. */
    boolean elsewhere() {
        return elsewhere;
    }

    /** Of a batch, what ends at an event: in another database no position is remembered but that of an event. */
    Batch upToAnEvent(Batch batch) {
        return elsewhere
                ? new Batch(
                        batch.notifications(), batch.notifications().getLast().id())
                : batch;
    }

    /** Has the history checked before anything is read again. */
    void doubt() {
        inDoubt = elsewhere;
    }

    /** @throws DivergedHistoryException if the event that was remembered last is not there */
    void checkDoubts() {
        if (inDoubt) {
            requireSame();
            inDoubt = false;
        }
    }

    /**
     * Checks within the transaction of a batch.
     *
     * @throws DivergedHistoryException if the event that was remembered last is not there
     * @throws UnreadException if the leader cannot be asked
     */
    void check() {
        try {
            requireSame();
        } catch (DivergedHistoryException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadException(e);
        }
    }

    private void requireSame() {
        if (elsewhere) {
            pipe.tracking()
                    .rememberedEvent(pipe.followerName(), pipe.leaderName(), segment.number())
                    .ifPresent(this::requireThere);
        }
    }

    private void requireThere(String remembered) {
        long id = Long.parseLong(remembered.substring(0, remembered.indexOf(' ')));
        List<Notification> there =
                pipe.log().select(NotificationQuery.after(id - 1, 1).upTo(id)).notifications();
        String found = there.isEmpty() ? "no event of its own" : identityOf(there.getFirst());
        if (!found.equals(remembered)) {
            throw new DivergedHistoryException(pipe, remembered, found);
        }
    }

    /** Remembers, in the transaction that moves the position, which event it is. */
    void moved(Tracking tracking, Batch batch) {
        if (elsewhere) {
            pipe.tracking()
                    .rememberEvent(tracking, identityOf(batch.notifications().getLast()));
        }
    }

    private static String identityOf(Notification notification) {
        StoredEvent event = notification.event();
        return "%d %s/%d %s"
                .formatted(notification.id(), event.originatorId(), event.originatorVersion(), event.recordedAt());
    }
}
