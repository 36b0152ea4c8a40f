package io.eventsourcing.system;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import java.time.Duration;
import java.time.Instant;
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

    /**
     * Schedules a message to this application, in the active transaction or else in one of its own: {@link #onMessage} is
     * called once, at its time or later, by one of the processes that run this application.
     *
     * @param message of a type that is among {@link #messageTypes}
     * @return by which it may be cancelled
     * @throws io.eventsourcing.mapping.MapperException if it is of another type, or cannot be encoded and decoded
     */
    protected final UUID schedule(Instant dueAt, Object message) {
        UUID id = UUID.randomUUID();
        schedule(id, dueAt, message);
        return id;
    }

    /** Schedules a message for some time after now, by the application's clock. */
    protected final UUID schedule(Duration delay, Object message) {
        return schedule(eventSourcing().clock().instant().plus(delay), message);
    }

    /** Schedules a message with an id of one's own, in the place of the one that has it if it was not delivered yet. */
    protected final void schedule(UUID id, Instant dueAt, Object message) {
        new ScheduledMessages(this).put(id, dueAt, message);
    }

    /** Cancels a message, in the active transaction or else in one of its own; false if there is none, or not any more. */
    protected final boolean cancel(UUID id) {
        return new ScheduledMessages(this).cancel(id);
    }

    /**
     * Handles a message that was scheduled, in a transaction that also takes it out. What it throws rolls everything back; it
     * is tried again with growing pauses, while other messages go on. Does nothing unless overridden.
     */
    protected void onMessage(ScheduledMessage message) {}

    /** The types of the messages that are scheduled, sealed types standing for their leaves; none unless overridden. */
    protected Set<Class<?>> messageTypes() {
        return Set.of();
    }

    /** The event types to be handed to the policy, sealed types standing for their leaves; empty means all. */
    protected Set<Class<?>> eventTypes() {
        return Set.of();
    }
}
