package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Forgotten;
import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.mapping.EventMapper;
import io.eventsourcing.mapping.ForgottenException;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.Instrumentation.Work.Load;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.VersionConflictException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Loads aggregates of one kind: selects their events, maps them back, folds them. */
final class AggregateReader<A extends Aggregate<?>> {
    private final String applicationName;
    private final OriginatorType<A> type;
    private final SnapshotStore<A> snapshots;
    private final EventSourcing eventSourcing;
    private final CachedAggregates<A> cached;
    private final Endings endings;

    AggregateReader(
            String applicationName, OriginatorType<A> type, SnapshotStore<A> snapshots, EventSourcing eventSourcing) {
        this.applicationName = applicationName;
        this.type = type;
        this.snapshots = snapshots;
        this.eventSourcing = eventSourcing;
        this.cached = new CachedAggregates<>(applicationName, type, snapshots, eventSourcing);
        this.endings = new Endings(applicationName, type, eventSourcing);
    }

    CachedAggregates<A> cached() {
        return cached;
    }

    Endings endings() {
        return endings;
    }

    /** The aggregate as of its last event, to be read, also if that has ended it. */
    Optional<A> last(UUID id) {
        return cached.read(id).or(() -> load(id, Long.MAX_VALUE).map(LoadedAggregate::aggregate));
    }

    /** The aggregate as of its last event, to be read, empty if that has ended it. */
    Optional<A> find(UUID id) {
        return last(id).filter(aggregate -> !OriginatorType.ended(aggregate));
    }

    A get(UUID id) {
        return notEnded(last(id).orElseThrow(() -> notFound(id)));
    }

    private A notEnded(A aggregate) {
        if (OriginatorType.ended(aggregate)) {
            throw endings.exception(aggregate.id(), aggregate.version());
        }
        return aggregate;
    }

    /** The aggregate to be changed; it may be behind, which shows when it is saved. */
    Optional<LoadedAggregate<A>> take(UUID id) {
        return take(id, false);
    }

    /** The aggregate as of its last event, to be changed. */
    LoadedAggregate<A> takeLast(UUID id) {
        return take(id, true).orElseThrow(() -> notFound(id));
    }

    private Optional<LoadedAggregate<A>> take(UUID id, boolean forward) {
        Optional<LoadedAggregate<A>> taken = cached.take(id, forward).or(() -> load(id, Long.MAX_VALUE));
        taken.ifPresent(loaded -> notEnded(loaded.aggregate()));
        return taken;
    }

    /** The aggregate as of a version, or of its last one if that is lower. */
    Optional<LoadedAggregate<A>> load(UUID id, long upTo) {
        return eventSourcing.instrumentation().around(new Load(applicationName, type.type()), () -> loadNow(id, upTo));
    }

    private Optional<LoadedAggregate<A>> loadNow(UUID id, long upTo) {
        return snapshots
                .restore(id, upTo)
                .flatMap(restored -> goOn(restored, upTo))
                .or(() -> replay(id, upTo));
    }

    /** Empty if the aggregate ended with the snapshot's version, which a snapshot does not show. */
    private Optional<LoadedAggregate<A>> goOn(A restored, long upTo) {
        UUID id = restored.id();
        List<StoredEvent> events =
                select(id, EventQuery.all().after(restored.version()).upTo(upTo));
        return events.isEmpty() && endings.ended(id, upTo)
                ? Optional.empty()
                : Optional.of(LoadedAggregate.of(fold(restored, events)));
    }

    private Optional<LoadedAggregate<A>> replay(UUID id, long upTo) {
        List<StoredEvent> events = select(id, EventQuery.all().upTo(upTo));
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(new LoadedAggregate<>(fold(type.begin(id), events), events, null));
    }

    private A fold(A aggregate, List<StoredEvent> events) {
        EventMapper mapper = mapper(aggregate.id());
        for (StoredEvent stored : events) {
            type.fold(aggregate, stored.originatorVersion(), mapper.toDomain(stored));
        }
        return aggregate;
    }

    private EventMapper mapper(UUID id) {
        return eventSourcing.mapper().forOriginators(applicationName, List.of(id));
    }

    void takeSnapshot(UUID id) {
        snapshots.take(get(id, Long.MAX_VALUE));
    }

    A get(UUID id, long upTo) {
        return notEnded(load(id, upTo).orElseThrow(() -> notFound(id)).aggregate());
    }

    AggregateNotFoundException notFound(UUID id) {
        return new AggregateNotFoundException(applicationName, type.type(), id);
    }

    A getAt(UUID id, Instant time) {
        return notEnded(loadAt(id, time).orElseThrow(() -> notFound(id)));
    }

    /** The aggregate as it was at a time, also if it had ended. */
    Optional<A> loadAt(UUID id, Instant time) {
        A aggregate = type.begin(id);
        boolean begun = false;
        EventMapper mapper = mapper(id);
        for (StoredEvent stored : select(id, EventQuery.all())) {
            List<DomainEvent<Object>> events = mapper.toDomain(stored);
            if (events.stream().anyMatch(event -> event.recordedAt().isAfter(time))) {
                break;
            }
            type.fold(aggregate, stored.originatorVersion(), events);
            begun = true;
        }
        return begun ? Optional.of(aggregate) : Optional.empty();
    }

    OriginatorPage ids(long after, int limit) {
        String topic = eventSourcing.topics().topicOf(type.type());
        List<Notification> found = eventSourcing.mapper().storedTopics(topic).stream()
                .flatMap(
                        stored -> eventSourcing
                                .persistence()
                                .eventRecorder()
                                .selectFirstEvents(applicationName, stored, after, limit)
                                .stream())
                .sorted(Comparator.comparingLong(Notification::id))
                .limit(limit)
                .toList();
        List<UUID> ids = found.stream()
                .map(notification -> notification.event().originatorId())
                .toList();
        return new OriginatorPage(ids, found.isEmpty() ? after : found.getLast().id());
    }

    A begin(UUID id) {
        return type.begin(id);
    }

    List<DomainEvent<?>> history(UUID id) {
        EventMapper mapper = mapper(id);
        List<DomainEvent<?>> events = new ArrayList<>();
        stored(id, EventQuery.all()).forEach(stored -> events.addAll(mapper.toDomainOrRedacted(stored)));
        return List.copyOf(events);
    }

    boolean contains(UUID id) {
        return has(id) && !endings.ended(id, Long.MAX_VALUE);
    }

    private boolean has(UUID id) {
        return !stored(id, EventQuery.all().limit(1)).isEmpty();
    }

    boolean forget(UUID id) {
        if (!has(id)) {
            throw notFound(id);
        }
        return eventSourcing.stateKeys().forget(applicationName, id);
    }

    VersionConflictException conflict(UUID id, long version) {
        return new VersionConflictException(applicationName, id, version, null);
    }

    private List<StoredEvent> select(UUID id, EventQuery query) {
        List<StoredEvent> events = stored(id, query);
        if (!events.isEmpty() && events.getLast().topic().equals(Forgotten.TOPIC)) {
            throw new ForgottenException(applicationName, id);
        }
        return events;
    }

    private List<StoredEvent> stored(UUID id, EventQuery query) {
        List<StoredEvent> events = eventSourcing.store().get(applicationName, id, query);
        if (!events.isEmpty()) {
            refuseOtherType(id, events.getFirst());
        }
        return events;
    }

    private void refuseOtherType(UUID id, StoredEvent first) {
        String expected = eventSourcing.topics().topicOf(type.type());
        String stored = first.originatorTopic();
        if (stored != null && !eventSourcing.mapper().currentTopic(stored).equals(expected)) {
            throw new AggregateTypeException(applicationName, id, expected, stored);
        }
    }
}
