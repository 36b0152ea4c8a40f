package io.eventsourcing.application;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Forgotten;
import io.eventsourcing.domain.LogEntry;
import io.eventsourcing.mapping.EventMapper;
import io.eventsourcing.mapping.ForgottenException;
import io.eventsourcing.mapping.UnknownTopicException;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.StoredEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sequence of events under one id that is appended to and read, but never folded into a state: a register of ids, a list
 * of imports, an audit trail. Appending reads the last event only, however long the log is. Inside a transaction it also
 * sees what that transaction has saved and not yet written. Thread-safe.
 *
 * <p>Every append needs the next version, so those who append at the same time take turns: a log is not for events that
 * are saved very often.
 *
 * @param <E> the type of the events
 */
public final class EventLog<E> {
    private final Address address;
    private final Set<String> storedTopics;
    private final AggregateWriter writer;
    private final EventSourcing eventSourcing;

    /** Whose log, and which. */
    record Address(String applicationName, UUID id) {
        Address {
            Objects.requireNonNull(id, "id");
        }
    }

    EventLog(Address address, Set<Class<?>> eventTypes, AggregateWriter writer, EventSourcing eventSourcing) {
        this.address = address;
        this.writer = writer;
        this.eventSourcing = eventSourcing;
        this.storedTopics = eventTypes.stream()
                .map(eventSourcing.topics()::topicOf)
                .flatMap(topic -> eventSourcing.mapper().storedTopics(topic).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The id under which the log's events are stored. */
    public UUID id() {
        return address.id();
    }

    /**
     * Saves one event at the end of the log: in the active transaction, or else as one of its own. If another transaction
     * was faster, that is done anew, up to ten times; but inside an active transaction only once.
     *
     * @return the event's version: 1, 2, 3 …
     * @throws io.eventsourcing.persistence.VersionConflictException if others were always faster; inside a transaction it
     *     comes out of the commit
     * @throws AggregateTypeException if the id belongs to an aggregate
     */
    public long append(E event) {
        return ConflictRetry.of(eventSourcing.transactions(), () -> {
            LogEntry<E> entry = trigger(event);
            writer.save(List.of(LoadedAggregate.of(entry)));
            return entry.version();
        });
    }

    /**
     * An entry for the end of the log that is not saved yet, to be given to the application's {@code save} together with
     * the aggregates that it tells of. Nothing is tried again then: on a conflict, begin with a new entry.
     *
     * @throws AggregateTypeException if the id belongs to an aggregate
     */
    public LogEntry<E> trigger(E event) {
        List<StoredEvent> last = select(EventQuery.last());
        last.forEach(this::refuseOtherType);
        return LogEntry.after(id(), last.isEmpty() ? 0 : last.getFirst().originatorVersion(), event);
    }

    /** The log's first event, empty if it has none. */
    public Optional<DomainEvent<E>> first() {
        return list(EventQuery.all().limit(1)).stream().findFirst();
    }

    /** The log's last event, empty if it has none. */
    public Optional<DomainEvent<E>> last() {
        return list(EventQuery.last()).stream().findFirst();
    }

    /** All events, oldest first. */
    public List<DomainEvent<E>> list() {
        return list(EventQuery.all());
    }

    /**
     * Some of the events: after a version, up to a version, newest first, at most so many.
     *
     * @throws AggregateTypeException if the id belongs to an aggregate
     * @throws UnknownTopicException if an event is of a type that this application does not know
     */
    public List<DomainEvent<E>> list(EventQuery query) {
        EventMapper mapper = eventSourcing.mapper().forOriginators(address.applicationName(), List.of(id()));
        return select(query).stream()
                .flatMap(stored -> toDomain(mapper, stored))
                .toList();
    }

    private List<StoredEvent> select(EventQuery query) {
        return eventSourcing.store().get(address.applicationName(), id(), query);
    }

    @SuppressWarnings("unchecked")
    private Stream<DomainEvent<E>> toDomain(EventMapper mapper, StoredEvent stored) {
        refuseOtherType(stored);
        return mapper.toDomain(stored).stream().map(event -> (DomainEvent<E>) event);
    }

    /** An unknown topic may be that of a newer version of the application, which does not hinder appending. */
    private void refuseOtherType(StoredEvent stored) {
        if (stored.topic().equals(Forgotten.TOPIC)) {
            throw new ForgottenException(address.applicationName(), id());
        }
        if (!storedTopics.contains(stored.topic()) && known(stored.topic())) {
            String expected = eventSourcing.topics().topicOf(LogEntry.class);
            throw new AggregateTypeException(address.applicationName(), id(), expected, stored.topic());
        }
    }

    private boolean known(String storedTopic) {
        EventMapper mapper = eventSourcing.mapper();
        try {
            eventSourcing.topics().typeOf(mapper.currentTopic(storedTopic));
            return true;
        } catch (UnknownTopicException e) {
            return false;
        }
    }
}
