package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.domain.PendingEvents;
import io.eventsourcing.mapping.EventMapper;
import io.eventsourcing.persistence.SaveOutcome;
import io.eventsourcing.persistence.StoredEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves aggregates: collects their pending events, maps them, records them. */
final class AggregateWriter {
    private static final Logger log = LoggerFactory.getLogger(AggregateWriter.class);

    private final String applicationName;
    private final EventSourcing eventSourcing;
    private final Map<Class<?>, Kind> kinds = new ConcurrentHashMap<>();

    /** What is stored with the aggregates of one kind. */
    private record Kind(
            String originatorTopic, SnapshotStore<?> snapshots, CachedAggregates<?> cached, Endings endings) {}

    AggregateWriter(String applicationName, EventSourcing eventSourcing) {
        this.applicationName = applicationName;
        this.eventSourcing = eventSourcing;
    }

    /** Returns the topic of the type. */
    String register(OriginatorType<?> type, SnapshotStore<?> snapshots, AggregateReader<?> reader) {
        type.eventTypes().forEach(eventSourcing.topics()::register);
        type.snapshotType().ifPresent(eventSourcing.topics()::register);
        String topic = eventSourcing.topics().register(type.type());
        kinds.put(type.type(), new Kind(topic, snapshots, reader.cached(), reader.endings()));
        return topic;
    }

    /** Saves one aggregate whose type its class does not tell. */
    Consumer<LoadedAggregate<?>> of(OriginatorType<?> type) {
        return aggregate -> save(List.of(aggregate), type.type());
    }

    void save(List<? extends LoadedAggregate<?>> aggregates) {
        save(aggregates, null);
    }

    private void save(List<? extends LoadedAggregate<?>> aggregates, @Nullable Class<?> type) {
        List<StoredEvent> events = new ArrayList<>();
        List<Runnable> cached = new ArrayList<>();
        List<Runnable> snapshots = new ArrayList<>();
        Instant now = eventSourcing.clock().instant().truncatedTo(ChronoUnit.MICROS);
        for (LoadedAggregate<?> loaded : aggregates) {
            Aggregate<?> aggregate = loaded.aggregate();
            Kind kind = kind(type == null ? aggregate.getClass() : type);
            List<StoredEvent> collected = collect(aggregate, kind, now);
            events.addAll(collected);
            kind.snapshots().due(aggregate, now).ifPresent(snapshots::add);
            cached.add(kind.cached().afterCommit(loaded, collected));
            if (collected.isEmpty() && loaded.taken() != null) {
                kind.cached().putBack(aggregate.id(), loaded.taken());
            }
        }
        List<Aggregate<?>> saved = aggregates.stream()
                .<Aggregate<?>>map(LoadedAggregate::aggregate)
                .toList();
        eventSourcing.store().put(events, new Outcome(saved, cached, snapshots, eventSourcing.snapshotExecutor()));
        saved.forEach(aggregate -> OriginatorType.collected(aggregate, now));
    }

    /**
     * Brings the cache up to date and takes the snapshots that are due once the events are committed; spoils the aggregates
     * if they are not.
     */
    private record Outcome(
            List<Aggregate<?>> aggregates, List<Runnable> cached, List<Runnable> snapshots, Executor executor)
            implements SaveOutcome {
        @Override
        public void committed() {
            cached.forEach(Runnable::run);
            for (Runnable snapshot : snapshots) {
                try {
                    executor.execute(snapshot);
                } catch (RejectedExecutionException e) {
                    log.warn("A snapshot was refused by its executor; the events are stored", e);
                }
            }
        }

        @Override
        public void rolledBack() {
            aggregates.forEach(
                    aggregate -> OriginatorType.spoil(aggregate, "the transaction that saved it was rolled back"));
        }
    }

    private List<StoredEvent> collect(Aggregate<?> aggregate, Kind kind, Instant now) {
        PendingEvents pending = OriginatorType.pending(aggregate);
        if (pending.bodies().isEmpty()) {
            return List.of();
        }
        if (pending.firstVersion() == pending.initialVersion()) {
            kind.endings().refuseNew(pending.originatorId());
        }
        Metadata metadata = eventSourcing.currentMetadata();
        EventMapper mapper = eventSourcing.mapper().forOriginators(applicationName, List.of(aggregate.id()));
        List<StoredEvent> events = new ArrayList<>();
        long version = pending.firstVersion();
        for (Object body : pending.bodies()) {
            String originatorTopic = version == pending.initialVersion() ? kind.originatorTopic() : null;
            var event = new DomainEvent<>(pending.originatorId(), version++, now, metadata, body);
            events.add(mapper.toStored(applicationName, originatorTopic, event));
        }
        return events;
    }

    private Kind kind(Class<?> type) {
        Kind kind = kinds.get(type);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "Application '%s' has no repository of %s: give it a field made by repository(%s.class)"
                            .formatted(applicationName, type.getName(), type.getSimpleName()));
        }
        return kind;
    }
}
