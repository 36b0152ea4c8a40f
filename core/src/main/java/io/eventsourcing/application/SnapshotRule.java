package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;

/**
 * Says when a snapshot is taken of an aggregate that is being saved.
 *
 * @param <A> the aggregate
 */
@FunctionalInterface
public interface SnapshotRule<A extends Aggregate<?>> {
    /**
     * Whether a snapshot is due.
     *
     * @param aggregate the aggregate after its new events
     * @param savedVersion its version before them
     */
    boolean due(A aggregate, long savedVersion);

    /**
     * A snapshot whenever the version reaches or passes a multiple of an interval.
     *
     * @throws IllegalArgumentException if the interval is less than 1
     */
    static <A extends Aggregate<?>> SnapshotRule<A> every(int versions) {
        if (versions < 1) {
            throw new IllegalArgumentException("The interval must be at least 1 but is " + versions);
        }
        return (aggregate, savedVersion) -> aggregate.version() / versions > savedVersion / versions;
    }
}
