package io.eventsourcing.persistence;

import java.util.Objects;

/**
 * How far a follower has processed a leader's notifications.
 *
 * @param applicationName the follower
 * @param leaderName the leader
 * @param segment which share of the leader's originators, 0 if they are not shared out
 * @param position the notification id up to which everything is processed; 0 is the beginning
 * @param state whether it is to process
 */
public record Tracking(String applicationName, String leaderName, int segment, long position, State state) {
    /** What is stored of what a follower does. */
    public enum State {
        /** Processing, or waiting for notifications. */
        RUNNING,
        /** Stopped at a notification that goes on failing. */
        STOPPED,
        /** Paused by an operator: no process works on it. */
        PAUSED
    }

    public Tracking {
        Objects.requireNonNull(applicationName, "applicationName");
        Objects.requireNonNull(leaderName, "leaderName");
        Objects.requireNonNull(state, "state");
    }

    /** The tracking of a running follower. */
    public Tracking(String applicationName, String leaderName, int segment, long position) {
        this(applicationName, leaderName, segment, position, State.RUNNING);
    }
}
