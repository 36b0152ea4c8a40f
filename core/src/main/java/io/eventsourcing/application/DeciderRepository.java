package io.eventsourcing.application;

import java.util.Optional;
import java.util.UUID;

/**
 * Loads states and lets a decider answer commands. Thread-safe.
 *
 * @param <C> the commands
 * @param <S> the immutable state
 */
public sealed interface DeciderRepository<C, S> permits EventSourcedDeciderRepository {
    /**
     * The state after the last event.
     *
     * @throws AggregateNotFoundException if there are no events
     * @throws AggregateEndedException if the last event is final
     */
    S get(UUID id);

    /** The state after the last event, or empty if there are none or the last one is final. */
    Optional<S> find(UUID id);

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
     * Forgets an originator for ever: destroys the key of its events, as {@link StateKeys#forget}.
     *
     * @return whether it was done now; false if it had been forgotten before
     * @throws AggregateNotFoundException if there are no events
     * @throws IllegalStateException if the cipher does not have a key for each originator
     */
    boolean forget(UUID id);
}
