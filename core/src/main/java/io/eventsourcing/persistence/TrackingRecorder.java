package io.eventsourcing.persistence;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Remembers how far followers have come. Implementations are thread-safe. */
public interface TrackingRecorder {
    /**
     * Locks a follower's tracking until the end of the active transaction, without waiting. If the follower has none, all
     * its segments begin at position 0. The lock belongs to the transaction, so a crash frees it.
     *
     * @return the tracking, or empty if another transaction holds it, or is about to begin the follower
     * @throws SegmentsException if the follower has another number of segments
     * @throws IllegalStateException if no transaction is active
     */
    Optional<Tracking> lock(String applicationName, String leaderName, Segment segment);

    /**
     * Moves a follower from the position that was read to a greater one, within the active transaction. Unless it is
     * paused it is running then: why it had stopped is forgotten.
     *
     * @throws TrackingConflictException if it is no longer at the position that was read
     * @throws IllegalArgumentException if the position does not ascend
     */
    void move(Tracking read, long position);

    /**
     * Remembers, within the active transaction that has locked it, which event a segment's position is. Followers whose
     * leader is in another database do so with each move, to find out whether the leader's history is still the same.
     *
     * @param eventId what tells the event from all others
     * @throws IllegalStateException if no transaction is active
     */
    void rememberEvent(Tracking tracking, String eventId);

    /** The event that was remembered last, if any ever was. */
    Optional<String> rememberedEvent(String applicationName, String leaderName, int segment);

    /**
     * Remembers, within the active transaction that has locked it, up to which notification a segment that is moved back
     * handles again what it has handled before.
     *
     * @throws IllegalStateException if no transaction is active
     */
    void replayUntil(Tracking tracking, long position);

    /** Every tracking of a follower of a leader, one for each segment; none if it has never begun. */
    List<Tracking> select(String applicationName, String leaderName);

    /** Everything that is stored about the followers in this database, by their names, leaders and segments. */
    List<TrackedFollower> followers();

    /**
     * Remembers, for people and pages, why a follower stopped; null once it goes on. A paused follower stays paused. One
     * that has never run begins, as {@link #lock} has it.
     *
     * @throws OperationalException if another transaction holds the lock
     */
    void recordFailure(String applicationName, String leaderName, Segment segment, @Nullable String error);

    /** Why a follower stopped, if it did. */
    Optional<String> failure(String applicationName, String leaderName, int segment);

    /**
     * Pauses every segment of a follower, or lets it go on; that also forgets why it had stopped. One that has never run
     * begins. Batches that are being processed are waited for.
     *
     * @param segments how many segments the follower has if it has never run
     * @throws OperationalException if a batch is processed for longer than the database waits
     */
    void pause(String applicationName, String leaderName, int segments, boolean paused);

    /**
     * Replaces a follower's segments by others at one position, in the state of the first; within the active transaction,
     * which has locked all of them. With 0 segments the follower has never begun.
     */
    void replaceSegments(String applicationName, String leaderName, int segments, long position);

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
