package io.eventsourcing.system;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An application that follows others: its policy turns each of their events into new events of its own. What the policy
 * saves commits together with the position, so each event is processed exactly once.
 */
public abstract class ProcessApplication extends Application {
    /** A process application named like its class. */
    protected ProcessApplication(EventSourcing eventSourcing) {
        super(eventSourcing);
    }

    /** A process application of that name; null for the class's simple name. */
    protected ProcessApplication(EventSourcing eventSourcing, @Nullable String name) {
        super(eventSourcing, name);
    }

    /**
     * Reacts to one event of a leader, in that event's transaction. Called by one thread at a time for each leader and
     * segment. What it throws rolls everything back; the event is tried again, and if it goes on failing the
     * {@link FailurePolicy} decides.
     */
    protected abstract void policy(DomainEvent<?> event);

    /**
     * Reacts to an originator of a leader having been forgotten, in a transaction like {@link #policy}: the place to forget
     * what was derived from its events. Events of it that the policy has not seen by then are passed over. Does nothing unless
     * overridden.
     */
    protected void onForgotten(UUID originatorId) {}

    /** The event types to be handed to the policy, sealed types standing for their leaves; empty means all. */
    protected Set<Class<?>> eventTypes() {
        return Set.of();
    }
}
