package io.eventsourcing.application;

import java.util.UUID;

/**
 * Loads states and lets a decider answer commands. Thread-safe.
 *
 * @param <C> the commands
 * @param <S> the immutable state
 */
public sealed interface DeciderRepository<C, S> extends OriginatorRepository<S> permits EventSourcedDeciderRepository {
    /** The version of the last event, 0 if there are none. */
    long version(UUID id);

    /**
     * Lets the decider answer a command, saves the events and returns the new state. An originator without events begins
     * at the initial state. Retries as {@link Repository#update(UUID, java.util.function.Consumer)} does.
     *
     * @throws AggregateEndedException if the last event is final
     * @throws io.eventsourcing.persistence.VersionConflictException if others were always faster
     */
    S decide(UUID id, C command);

    /**
     * The same only if the originator is still at the version that the caller has seen, for example in a form; 0 if it had no
     * events. It never retries.
     *
     * @throws AggregateNotFoundException if it has no events and the version is not 0
     * @throws io.eventsourcing.persistence.VersionConflictException if it is at another version
     */
    S decide(UUID id, long expectedVersion, C command);
}
