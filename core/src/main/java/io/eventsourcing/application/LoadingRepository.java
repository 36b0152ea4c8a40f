package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What is the same for aggregates and deciders: they are read alike, and a decider's state is looked at within. */
abstract class LoadingRepository<A extends Aggregate<?>, T> {
    final AggregateReader<A> reader;
    private final Function<A, T> view;

    LoadingRepository(AggregateReader<A> reader, Function<A, T> view) {
        this.reader = reader;
        this.view = view;
    }

    public T get(UUID id) {
        return view.apply(reader.get(id));
    }

    public T getAtVersion(UUID id, long version) {
        return view.apply(reader.get(id, version));
    }

    public T getAt(UUID id, Instant time) {
        return view.apply(reader.getAt(id, time));
    }

    public Optional<T> find(UUID id) {
        return reader.find(id).map(view);
    }

    public boolean contains(UUID id) {
        return reader.contains(id);
    }

    public List<DomainEvent<?>> history(UUID id) {
        return reader.history(id);
    }

    public OriginatorPage ids(long after, int limit) {
        return reader.ids(after, limit);
    }

    public void takeSnapshot(UUID id) {
        reader.takeSnapshot(id);
    }

    public boolean forget(UUID id) {
        return reader.forget(id);
    }

    /** What is at the version that the caller has seen. */
    final LoadedAggregate<A> takeAt(UUID id, long expectedVersion) {
        LoadedAggregate<A> loaded = reader.takeLast(id);
        if (loaded.aggregate().version() != expectedVersion) {
            throw reader.conflict(id, expectedVersion + 1);
        }
        return loaded;
    }
}
