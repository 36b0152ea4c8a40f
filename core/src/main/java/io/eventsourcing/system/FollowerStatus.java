package io.eventsourcing.system;

import java.util.Optional;

/**
 * How a follower is doing in this process.
 *
 * @param followerName the follower
 * @param leaderName the leader
 * @param segment which of its segments, 0 if it has but one
 * @param position the notification id up to which this runner knows everything to be processed
 * @param state what it is doing
 * @param error what went wrong last, if it has not gone well since
 */
public record FollowerStatus(
        String followerName, String leaderName, int segment, long position, State state, Optional<String> error) {
    /** What a follower is doing. */
    public enum State {
        /** Processing, or waiting for events. */
        RUNNING,
        /** Trying again, with growing pauses, what has failed. */
        RETRYING,
        /** Waiting at an event whose type only a newer version of the application knows; goes on when it does. */
        WAITING_FOR_NEWER_VERSION,
        /** Paused by an operator, on every node, until it is resumed. */
        PAUSED,
        /**
         * Stopped at an event that goes on failing; it begins there again when it is resumed, or when the runner is started
         * again.
         */
        STOPPED
    }
}
