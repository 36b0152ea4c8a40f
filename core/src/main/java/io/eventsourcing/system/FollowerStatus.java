package io.eventsourcing.system;

import java.util.Optional;

/**
 * How a follower is doing.
 *
 * @param followerName the follower
 * @param leaderName the leader
 * @param position the notification id up to which this runner knows everything to be processed
 * @param state what it is doing
 * @param error what went wrong last, if it has not gone well since
 */
public record FollowerStatus(
        String followerName, String leaderName, long position, State state, Optional<String> error) {
    /** What a follower is doing. */
    public enum State {
        /** Processing, or waiting for events. */
        RUNNING,
        /** Trying again, with growing pauses, what has failed. */
        RETRYING,
        /** Waiting at an event whose type only a newer version of the application knows; goes on when it does. */
        WAITING_FOR_NEWER_VERSION,
        /** Stopped at an event that goes on failing; it begins there again when the runner is started again. */
        STOPPED
    }
}
