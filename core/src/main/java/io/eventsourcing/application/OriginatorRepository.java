package io.eventsourcing.application;

import io.eventsourcing.domain.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What repositories of aggregates and of deciders have in common: they load one, as it is or was, tell its history and list
 * those of its kind. Inside a transaction it also sees what that transaction has saved and not yet written. One that has ended
 * with a {@link io.eventsourcing.domain.FinalEvent} is not found any more: where it is asked for, {@link
 * AggregateEndedException} says so. Thread-safe.
 *
 * @param <T> the aggregate, or the immutable state that a decider gives it
 */
public sealed interface OriginatorRepository<T> permits Repository, DeciderRepository {
    /**
     * The aggregate as of its last event.
     *
     * @throws AggregateNotFoundException if it has no events
     * @throws AggregateTypeException if the id belongs to another kind of aggregate
     * @throws io.eventsourcing.mapping.ForgottenException if it was forgotten
     */
    T get(UUID id);

    /**
     * The aggregate as it was at a version, or as of its last event if that is lower.
     *
     * @throws AggregateNotFoundException if it has no events up to that version, or had ended by then
     */
    T getAtVersion(UUID id, long version);

    /**
     * The aggregate as it was at a time: with the events up to the first one that was recorded later. Clocks may go back,
     * so this is not always everything that was recorded by then.
     *
     * @throws AggregateNotFoundException if its first event was recorded later, it has none, or it had ended by then
     */
    T getAt(UUID id, Instant time);

    /** The aggregate as of its last event, or empty if it has none or has ended. */
    Optional<T> find(UUID id);

    /** Whether the aggregate has events and has not ended. */
    boolean contains(UUID id);

    /**
     * The aggregate's events, oldest first, also if it has ended; none if it has none. If it was forgotten, their bodies are
     * {@link io.eventsourcing.domain.Redacted}.
     */
    List<DomainEvent<?>> history(UUID id);

    /**
     * The ids of the aggregates of this kind in the order in which they were created, also of those that have ended.
     *
     * @param after where the page before ended, 0 for the first page
     * @param limit at most so many
     */
    OriginatorPage ids(long after, int limit);

    /**
     * Takes a snapshot of an aggregate as it is now, unless there is one of its version.
     *
     * @throws AggregateNotFoundException if it has no events
     * @throws IllegalStateException if the aggregate does not implement {@link io.eventsourcing.domain.Snapshots}
     */
    void takeSnapshot(UUID id);

    /**
     * Forgets an aggregate for ever: destroys the key of its events, as {@link StateKeys#forget}.
     *
     * @return whether it was done now; false if it had been forgotten before
     * @throws AggregateNotFoundException if it has no events
     * @throws AggregateTypeException if the id belongs to another kind of aggregate
     * @throws IllegalStateException if the cipher does not have a key for each originator
     */
    boolean forget(UUID id);
}
