package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
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
public sealed interface Repository<A extends Aggregate<?>> extends OriginatorRepository<A>
        permits EventSourcedRepository {
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
}
