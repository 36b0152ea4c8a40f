package io.eventsourcing.application;

import io.eventsourcing.mapping.StateChain;
import java.util.Objects;

/**
 * What is set for the storage of one application. Immutable.
 *
 * @param states how its events and snapshots become bytes
 * @param snapshots whether snapshots are taken and read; if not, those that there are stay where they are
 * @param cached whether its aggregates are cached, if there is a cache
 */
public record ApplicationOptions(StateChain states, boolean snapshots, boolean cached) {
    public ApplicationOptions {
        Objects.requireNonNull(states, "states");
    }

    /** The same with other states. */
    public ApplicationOptions states(StateChain value) {
        return new ApplicationOptions(value, snapshots, cached);
    }

    /** The same with or without snapshots. */
    public ApplicationOptions snapshots(boolean value) {
        return new ApplicationOptions(states, value, cached);
    }

    /** The same with or without a cache. */
    public ApplicationOptions cached(boolean value) {
        return new ApplicationOptions(states, snapshots, value);
    }
}
