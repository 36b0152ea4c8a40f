package io.eventsourcing.persistence;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification that a follower has put aside: it failed, or an earlier one of its originator did. The event itself stays
 * where it is, and only there.
 *
 * @param applicationName the follower
 * @param leaderName the leader
 * @param notificationId the notification
 * @param originatorId the originator of its event
 * @param segment the segment that the originator belongs to
 * @param failure what went wrong, or null if it waits behind an earlier one of its originator
 * @param attempts how often it has been tried
 * @param parkedAt when it was put aside
 */
public record ParkedNotification(
        String applicationName,
        String leaderName,
        long notificationId,
        UUID originatorId,
        int segment,
        @Nullable Failure failure,
        int attempts,
        Instant parkedAt) {
    /**
     * What went wrong.
     *
     * @param errorClass the class of the exception
     * @param message its message
     */
    public record Failure(String errorClass, String message) {
        /** Of a throwable; without a message, it says so. */
        public static Failure of(Throwable e) {
            return new Failure(e.getClass().getName(), e.getMessage() == null ? "no message" : e.getMessage());
        }
    }

    public ParkedNotification {
        Objects.requireNonNull(applicationName, "applicationName");
        Objects.requireNonNull(leaderName, "leaderName");
        Objects.requireNonNull(originatorId, "originatorId");
        Objects.requireNonNull(parkedAt, "parkedAt");
    }

    /** The same after one more attempt, which failed. */
    public ParkedNotification failedAgain(Failure newest) {
        return new ParkedNotification(
                applicationName, leaderName, notificationId, originatorId, segment, newest, attempts + 1, parkedAt);
    }

    /** The same in another segment. */
    public ParkedNotification inSegment(int number) {
        return new ParkedNotification(
                applicationName, leaderName, notificationId, originatorId, number, failure, attempts, parkedAt);
    }
}
