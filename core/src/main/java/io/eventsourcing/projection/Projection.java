package io.eventsourcing.projection;

import io.eventsourcing.application.DefaultName;
import io.eventsourcing.domain.DomainEvent;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A follower that writes a read model. What it writes through the leader's database, by whatever means joins the active
 * transaction, commits together with its position: each event is projected exactly once. Its effects outside that
 * database may happen more than once. Called by one thread at a time for each segment.
 */
@FunctionalInterface
public interface Projection {
    /** Brings the read model up to date with one event. What it throws rolls its batch back. */
    void project(DomainEvent<?> event);

    /** Brings the read model up to date with a batch of events, oldest first; override it to write them together. */
    default void projectAll(List<DomainEvent<?>> events) {
        events.forEach(this::project);
    }

    /**
     * Removes what the read model has of an originator that was forgotten, in a transaction like {@link #project}. Events of
     * it that were not projected by then are passed over. Does nothing unless overridden.
     */
    default void onForgotten(UUID originatorId) {}

    /** The name under which the position is stored: never change it. Unless overridden, the class's simple name. */
    default String name() {
        return DefaultName.of(getClass());
    }

    /**
     * Whether the position is stored, in the database of the leader. A read model in memory is not: with each start of the
     * process it is made anew, from the first event. Its position is then kept beside it in memory, as long as the pipe; each
     * process projects for itself, one event at a time, and pauses or parks for itself. True unless overridden.
     */
    default boolean tracked() {
        return true;
    }

    /** The event types to be handed, sealed types standing for their leaves; empty means all. */
    default Set<Class<?>> eventTypes() {
        return Set.of();
    }
}
