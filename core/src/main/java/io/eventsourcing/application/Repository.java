package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Loads and changes the aggregates of one kind. Inside a transaction it also sees what that transaction has saved and
 * not yet written. An aggregate that has ended with a {@link io.eventsourcing.domain.FinalEvent} is not found any more:
 * where one is asked for, or to be changed or created, {@link AggregateEndedException} says so. Thread-safe; the aggregates
 * are not.
 *
 * @param <A> the aggregate
 */
public sealed interface Repository<A extends Aggregate<?>> permits EventSourcedRepository {
    /**
     * The aggregate as of its last event.
     *
     * @throws AggregateNotFoundException if it has no events
     * @throws AggregateTypeException if the id belongs to another kind of aggregate
     * @throws io.eventsourcing.mapping.ForgottenException if it was forgotten
     */
    A get(UUID id);

    /**
     * The aggregate as it was at a version, or as of its last event if that is lower.
     *
     * @throws AggregateNotFoundException if it has no events up to that version, or had ended by then
     */
    A getAtVersion(UUID id, long version);

    /**
     * The aggregate as it was at a time: with the events up to the first one that was recorded later. Clocks may go back,
     * so this is not always everything that was recorded by then.
     *
     * @throws AggregateNotFoundException if its first event was recorded later, it has none, or it had ended by then
     */
    A getAt(UUID id, Instant time);

    /** The aggregate as of its last event, or empty if it has none or has ended. */
    Optional<A> find(UUID id);

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

    /** Whether the aggregate has events and has not ended. */
    boolean contains(UUID id);

    /**
     * Loads an aggregate, changes it, saves it. If another transaction was faster, that is done anew on the fresh
     * aggregate, up to ten times; but inside an active transaction only once, since that transaction has to begin anew.
     *
     * @param change called once for each attempt; what it throws is thrown on, and nothing is saved
     * @return the changed aggregate
     * @throws AggregateNotFoundException if it has no events
     * @throws io.eventsourcing.persistence.VersionConflictException if others were always faster
     */
    A update(UUID id, Consumer<? super A> change);

    /**
     * Changes an aggregate only if it is still at the version that the caller has seen, for example in a form. It never
     * retries.
     *
     * @throws io.eventsourcing.persistence.VersionConflictException if it is at another version
     */
    A update(UUID id, long expectedVersion, Consumer<? super A> change);

    /**
     * Changes an aggregate, which is created first if it has no events. Retries as {@link #update(UUID, Consumer)} does.
     *
     * @param create makes the aggregate with its first event; its id must be the one given
     */
    A createOrUpdate(UUID id, Supplier<? extends A> create, Consumer<? super A> change);

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
