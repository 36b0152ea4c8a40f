package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DecidedAggregate;
import io.eventsourcing.domain.Forgotten;
import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.mapping.EventMapper;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One repository's part of the {@link AggregateCache}: makes aggregates of entries, and entries of what is saved. */
final class CachedAggregates<A extends Aggregate<?>> {
    private static final Logger log = LoggerFactory.getLogger(CachedAggregates.class);
    private static final int LONGEST_HISTORY = 200;

    private final String applicationName;
    private final OriginatorType<A> type;
    private final SnapshotStore<A> snapshots;
    private final EventSourcing eventSourcing;

    CachedAggregates(
            String applicationName, OriginatorType<A> type, SnapshotStore<A> snapshots, EventSourcing eventSourcing) {
        this.applicationName = applicationName;
        this.type = type;
        this.snapshots = snapshots;
        this.eventSourcing = eventSourcing;
    }

    private AggregateCache cache() {
        return eventSourcing.cache();
    }

    private boolean on() {
        return cache().on() && eventSourcing.options(applicationName).cached();
    }

    private AggregateCache.Key key(UUID id) {
        return new AggregateCache.Key(applicationName, type.type(), id);
    }

    /** An aggregate to be read, as of its last event; its entry stays. */
    Optional<A> read(UUID id) {
        return usable(id)
                ? counted(cache().peek(key(id)).flatMap(entry -> forwarded(id, entry)))
                        .map(LoadedAggregate::aggregate)
                : Optional.empty();
    }

    /**
     * An aggregate to be changed; its entry is gone.
     *
     * @param forward whether it has to be as of its last event, also if the cache does not go forward otherwise
     */
    Optional<LoadedAggregate<A>> take(UUID id, boolean forward) {
        return usable(id)
                ? counted(cache().take(key(id))
                        .flatMap(entry ->
                                forward || cache().fastForward() ? forwarded(id, entry) : made(id, entry, List.of())))
                : Optional.empty();
    }

    private boolean usable(UUID id) {
        return on() && !eventSourcing.store().hasSaved(applicationName, id);
    }

    private <T> Optional<T> counted(Optional<T> made) {
        if (made.isPresent()) {
            cache().hit();
        } else {
            cache().missed();
        }
        return made;
    }

    private Optional<LoadedAggregate<A>> forwarded(UUID id, CachedAggregate entry) {
        List<StoredEvent> fromLast =
                eventSourcing.store().get(applicationName, id, EventQuery.all().after(entry.version() - 1));
        if (fromLast.isEmpty()
                || !entry.endsWith(fromLast.getFirst())
                || fromLast.getLast().topic().equals(Forgotten.TOPIC)) {
            cache().drop(key(id));
            return Optional.empty();
        }
        return made(id, entry, fromLast.subList(1, fromLast.size()));
    }

    private Optional<LoadedAggregate<A>> made(UUID id, CachedAggregate entry, List<StoredEvent> newer) {
        return switch (entry) {
            case CachedAggregate.DecidedState decided ->
                Optional.of(new LoadedAggregate<>(fold(restored(id, decided), newer), List.of(), entry));
            case CachedAggregate.EncodedSnapshot encoded ->
                snapshots
                        .restore(encoded.snapshot())
                        .map(aggregate -> new LoadedAggregate<>(fold(aggregate, newer), List.of(), entry));
            case CachedAggregate.History known -> {
                List<StoredEvent> events = joined(known.events(), newer);
                yield Optional.of(new LoadedAggregate<>(fold(type.begin(id), events), events, entry));
            }
        };
    }

    private A restored(UUID id, CachedAggregate.DecidedState entry) {
        A aggregate = type.begin(id);
        OriginatorType.restore(
                aggregate,
                entry.state(),
                entry.version(),
                entry.createdOn(),
                entry.last().recordedAt());
        return aggregate;
    }

    private A fold(A aggregate, List<StoredEvent> events) {
        if (events.isEmpty()) {
            return aggregate;
        }
        EventMapper mapper = eventSourcing.mapper().forOriginators(applicationName, List.of(aggregate.id()));
        events.forEach(stored -> type.fold(aggregate, stored.originatorVersion(), mapper.toDomain(stored)));
        return aggregate;
    }

    private static List<StoredEvent> joined(List<StoredEvent> older, List<StoredEvent> newer) {
        List<StoredEvent> all = new ArrayList<>(older);
        all.addAll(newer);
        return all;
    }

    /** Puts back what was taken, since nothing came of it. */
    void putBack(UUID id, CachedAggregate taken) {
        cache().put(key(id), taken);
    }

    /** What is to be done with the cache once an aggregate's new events have been committed. */
    Runnable afterCommit(LoadedAggregate<?> saved, List<StoredEvent> events) {
        if (!on() || events.isEmpty()) {
            return () -> {};
        }
        AggregateCache.Key key = key(saved.aggregate().id());
        return Optional.of(saved.aggregate())
                .filter(aggregate -> !OriginatorType.ended(aggregate))
                .flatMap(aggregate -> entry(saved, events))
                .<Runnable>map(entry -> () -> cache().put(key, entry))
                .orElse(() -> cache().drop(key));
    }

    private Optional<CachedAggregate> entry(LoadedAggregate<?> saved, List<StoredEvent> events) {
        StoredEvent last = events.getLast();
        if (saved.aggregate() instanceof DecidedAggregate<?, ?, ?> decided) {
            return Optional.of(new CachedAggregate.DecidedState(
                    last, decided.createdOn().orElse(last.recordedAt()), decided.state()));
        }
        if (type.snapshotType().isPresent()) {
            return encoded(saved.aggregate(), last);
        }
        return joins(saved.history(), events.getFirst()) && saved.history().size() + events.size() <= LONGEST_HISTORY
                ? Optional.of(new CachedAggregate.History(joined(saved.history(), events)))
                : Optional.empty();
    }

    private Optional<CachedAggregate> encoded(Aggregate<?> aggregate, StoredEvent last) {
        try {
            return snapshots
                    .snapshot(aggregate, last.recordedAt())
                    .map(snapshot -> new CachedAggregate.EncodedSnapshot(last, snapshot));
        } catch (RuntimeException e) {
            log.warn("{} {} could not be cached", type.type().getName(), aggregate.id(), e);
            return Optional.empty();
        }
    }

    private static boolean joins(List<StoredEvent> history, StoredEvent next) {
        return history.isEmpty()
                ? next.originatorTopic() != null
                : history.getLast().originatorVersion() == next.originatorVersion() - 1;
    }
}
