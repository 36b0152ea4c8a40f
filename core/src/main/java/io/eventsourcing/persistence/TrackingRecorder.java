package io.eventsourcing.persistence;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Remembers how far followers have come. Implementations are thread-safe. */
public interface TrackingRecorder {
    /**
     * Locks a follower's tracking until the end of the active transaction, without waiting; begins at position 0 if it
     * has none. The lock belongs to the transaction, so a crash frees it.
     *
     * @return the tracking, or empty if another transaction holds it
     * @throws IllegalStateException if no transaction is active
     */
    Optional<Tracking> lock(String applicationName, String leaderName, int segment);

    /**
     * Moves a follower from the position that was read to a greater one, within the active transaction.
     *
     * @throws TrackingConflictException if it is no longer at the position that was read
     * @throws IllegalArgumentException if the position does not ascend
     */
    void move(Tracking read, long position);

    /** Every tracking of a follower of a leader, one for each segment. */
    List<Tracking> select(String applicationName, String leaderName);

    /** Remembers, for people and pages, why a follower stopped; null once it goes on. */
    void recordFailure(String applicationName, String leaderName, int segment, @Nullable String error);

    /** Why a follower stopped, if it did. */
    Optional<String> failure(String applicationName, String leaderName, int segment);

    /** The position up to which every segment has come, or empty if the follower has never begun. */
    default OptionalLong maxTrackingId(String applicationName, String leaderName) {
        return select(applicationName, leaderName).stream()
                .mapToLong(Tracking::position)
                .min();
    }

    /** Whether a notification has been processed. */
    default boolean hasTrackingId(String applicationName, String leaderName, long notificationId) {
        return maxTrackingId(applicationName, leaderName).orElse(0) >= notificationId;
    }
}
