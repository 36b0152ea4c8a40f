package io.eventsourcing.persistence;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is stored about a segment of a follower, for people and pages.
 *
 * @param tracking how far it has come, and what it does
 * @param segments how many segments the follower has
 * @param error why it stopped, or null
 * @param node the process that moved it last, or null if it has never moved
 * @param changedAt when any of this changed last, by the clock of the database
 */
public record TrackedFollower(
        Tracking tracking,
        int segments,
        @Nullable String error,
        @Nullable String node,
        Instant changedAt) {
    public TrackedFollower {
        Objects.requireNonNull(tracking, "tracking");
        Objects.requireNonNull(changedAt, "changedAt");
    }
}
