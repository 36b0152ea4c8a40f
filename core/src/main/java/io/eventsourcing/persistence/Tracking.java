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
 * @param replayUntil the notification id up to which it had processed before it was moved back, 0 if it never was
 */
public record Tracking(
        String applicationName, String leaderName, int segment, long position, State state, long replayUntil) {
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

    /** The tracking of a follower that was never moved back. */
    public Tracking(String applicationName, String leaderName, int segment, long position, State state) {
        this(applicationName, leaderName, segment, position, state, 0);
    }

    /** The tracking of a running follower that was never moved back. */
    public Tracking(String applicationName, String leaderName, int segment, long position) {
        this(applicationName, leaderName, segment, position, State.RUNNING);
    }

    /** How far it has ever come. */
    public long furthest() {
        return Math.max(position, replayUntil);
    }
}
