package io.eventsourcing.system;

import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.persistence.ParkedNotification.Failure;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.Tracking;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The originators whose notifications one segment of a follower has to park, since earlier ones of them are parked.
 *
 * <p>Whoever parks moves the position in the same transaction. So as long as the position is where this process has left
 * it, nobody has parked anything else, and when nothing was parked nothing needs to be asked: the database is looked at
 * only while something is parked, or after another process was at work. Used with the segment's lock held.
 */
final class ParkedOriginators {
    private static final long UNKNOWN = -1;

    private final Pipe pipe;
    private final Segment segment;
    private final int atMost;
    private Set<UUID> known = Set.of();
    private long knownAt = UNKNOWN;

    ParkedOriginators(Pipe pipe, Segment segment, int atMost) {
        this.pipe = pipe;
        this.segment = segment;
        this.atMost = atMost;
    }

    /** Those of which something is parked, now that the position is locked. */
    Set<UUID> at(Tracking locked) {
        if (knownAt != locked.position() || !known.isEmpty()) {
            known = pipe.parking().originators(pipe.followerName(), pipe.leaderName());
            knownAt = locked.position();
        }
        return known;
    }

    /** The position was moved, and that was committed; the set holds for the new one. */
    void movedTo(long position) {
        knownAt = position;
    }

    /** Something is parked that the set may lack. */
    void forget() {
        knownAt = UNKNOWN;
    }

    /**
     * Parks notifications within the active transaction.
     *
     * @param failure what went wrong with them, or null if they have to wait behind others
     * @throws ParkedLimitException if too many would be parked
     */
    void park(List<Notification> notifications, @Nullable Failure failure, int attempts) {
        long parked = pipe.parking().count(pipe.followerName(), pipe.leaderName());
        if (parked + notifications.size() > atMost) {
            throw new ParkedLimitException(pipe, parked, atMost);
        }
        pipe.parking()
                .park(notifications.stream()
                        .map(notification -> parked(notification, failure, attempts))
                        .toList());
    }

    private ParkedNotification parked(Notification notification, @Nullable Failure failure, int attempts) {
        return new ParkedNotification(
                pipe.followerName(),
                pipe.leaderName(),
                notification.id(),
                notification.event().originatorId(),
                segment.number(),
                failure,
                attempts,
                pipe.eventSourcing().clock().instant());
    }
}
