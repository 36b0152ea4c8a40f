package io.eventsourcing.persistence;

import java.util.Objects;

/**
 * How far a follower has processed a leader's notifications.
 *
 * @param applicationName the follower
 * @param leaderName the leader
 * @param segment which share of the leader's originators, 0 if they are not shared out
 * @param position the notification id up to which everything is processed; 0 is the beginning
 */
public record Tracking(String applicationName, String leaderName, int segment, long position) {
    public Tracking {
        Objects.requireNonNull(applicationName, "applicationName");
        Objects.requireNonNull(leaderName, "leaderName");
    }
}
