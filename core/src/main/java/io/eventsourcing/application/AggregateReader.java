package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.VersionConflictException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Loads aggregates of one kind: selects their events, maps them back, folds them. */
final class AggregateReader<A extends Aggregate<?>> {
    private final String applicationName;
    private final OriginatorType<A> type;
    private final EventSourcing eventSourcing;

    AggregateReader(String applicationName, OriginatorType<A> type, EventSourcing eventSourcing) {
        this.applicationName = applicationName;
        this.type = type;
        this.eventSourcing = eventSourcing;
    }

    Optional<A> find(UUID id, EventQuery query) {
        List<StoredEvent> events = select(id, query);
        if (events.isEmpty()) {
            return Optional.empty();
        }
        A aggregate = type.begin(id);
        for (StoredEvent stored : events) {
            type.fold(aggregate, eventSourcing.mapper().toDomain(stored));
        }
        return Optional.of(aggregate);
    }

    A get(UUID id, EventQuery query) {
        return find(id, query).orElseThrow(() -> new AggregateNotFoundException(applicationName, type.type(), id));
    }

    A begin(UUID id) {
        return type.begin(id);
    }

    List<DomainEvent<?>> history(UUID id) {
        List<DomainEvent<?>> events = new ArrayList<>();
        select(id, EventQuery.all())
                .forEach(stored -> events.add(eventSourcing.mapper().toDomain(stored)));
        return List.copyOf(events);
    }

    boolean contains(UUID id) {
        return !select(id, EventQuery.all().limit(1)).isEmpty();
    }

    VersionConflictException conflict(UUID id, long version) {
        return new VersionConflictException(applicationName, id, version, null);
    }

    private List<StoredEvent> select(UUID id, EventQuery query) {
        List<StoredEvent> events = eventSourcing.store().get(applicationName, id, query);
        if (!events.isEmpty()) {
            refuseOtherType(id, events.getFirst());
        }
        return events;
    }

    private void refuseOtherType(UUID id, StoredEvent first) {
        String expected = eventSourcing.topics().topicOf(type.type());
        if (first.originatorTopic() != null && !first.originatorTopic().equals(expected)) {
            throw new AggregateTypeException(applicationName, id, expected, first.originatorTopic());
        }
    }
}
