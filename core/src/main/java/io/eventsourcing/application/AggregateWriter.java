package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.domain.PendingEvents;
import io.eventsourcing.persistence.StoredEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Saves aggregates: collects their pending events, maps them, records them. */
final class AggregateWriter {
    private final String applicationName;
    private final EventSourcing eventSourcing;
    private final Map<Class<?>, String> originatorTopics = new ConcurrentHashMap<>();

    AggregateWriter(String applicationName, EventSourcing eventSourcing) {
        this.applicationName = applicationName;
        this.eventSourcing = eventSourcing;
    }

    void register(OriginatorType<?> type) {
        type.eventTypes().forEach(eventSourcing.topics()::register);
        originatorTopics.put(type.type(), eventSourcing.topics().register(type.type()));
    }

    /** Saves one aggregate whose type its class does not tell. */
    Consumer<Aggregate<?>> of(OriginatorType<?> type) {
        return aggregate -> save(List.of(aggregate), type.type());
    }

    void save(List<Aggregate<?>> aggregates) {
        save(aggregates, null);
    }

    private void save(List<Aggregate<?>> aggregates, @Nullable Class<?> type) {
        List<StoredEvent> events = new ArrayList<>();
        for (Aggregate<?> aggregate : aggregates) {
            collect(aggregate, type == null ? aggregate.getClass() : type, events);
        }
        eventSourcing
                .store()
                .put(
                        events,
                        () -> aggregates.forEach(aggregate ->
                                OriginatorType.spoil(aggregate, "the transaction that saved it was rolled back")));
        aggregates.forEach(OriginatorType::collected);
    }

    private void collect(Aggregate<?> aggregate, Class<?> type, List<StoredEvent> events) {
        PendingEvents pending = OriginatorType.pending(aggregate);
        Instant now = eventSourcing.clock().instant().truncatedTo(ChronoUnit.MICROS);
        Metadata metadata = eventSourcing.metadata();
        long version = pending.firstVersion();
        for (Object body : pending.bodies()) {
            var event = new DomainEvent<>(pending.originatorId(), version++, now, metadata, body);
            events.add(eventSourcing.mapper().toStored(applicationName, originatorTopic(type), event));
        }
    }

    private String originatorTopic(Class<?> type) {
        String topic = originatorTopics.get(type);
        if (topic == null) {
            throw new IllegalArgumentException(
                    "Application '%s' has no repository of %s: give it a field made by repository(%s.class)"
                            .formatted(applicationName, type.getName(), type.getSimpleName()));
        }
        return topic;
    }
}
