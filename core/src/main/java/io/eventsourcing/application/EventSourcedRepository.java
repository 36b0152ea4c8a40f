package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

final class EventSourcedRepository<A extends Aggregate<?>> implements Repository<A> {
    private final AggregateReader<A> reader;
    private final AggregateWriter writer;
    private final Transactions transactions;

    EventSourcedRepository(AggregateReader<A> reader, AggregateWriter writer, Transactions transactions) {
        this.reader = reader;
        this.writer = writer;
        this.transactions = transactions;
    }

    @Override
    public A get(UUID id) {
        return reader.get(id);
    }

    @Override
    public A getAtVersion(UUID id, long version) {
        return reader.get(id, version);
    }

    @Override
    public A getAt(UUID id, Instant time) {
        return reader.getAt(id, time);
    }

    @Override
    public OriginatorPage ids(long after, int limit) {
        return reader.ids(after, limit);
    }

    @Override
    public Optional<A> find(UUID id) {
        return reader.find(id);
    }

    @Override
    public List<DomainEvent<?>> history(UUID id) {
        return reader.history(id);
    }

    @Override
    public void takeSnapshot(UUID id) {
        reader.takeSnapshot(id);
    }

    @Override
    public boolean contains(UUID id) {
        return reader.contains(id);
    }

    @Override
    public A update(UUID id, Consumer<? super A> change) {
        return ConflictRetry.of(
                transactions, () -> changed(reader.take(id).orElseThrow(() -> reader.notFound(id)), change));
    }

    @Override
    public A update(UUID id, long expectedVersion, Consumer<? super A> change) {
        LoadedAggregate<A> loaded = reader.takeLast(id);
        if (loaded.aggregate().version() != expectedVersion) {
            throw reader.conflict(id, expectedVersion + 1);
        }
        return changed(loaded, change);
    }

    @Override
    public A createOrUpdate(UUID id, Supplier<? extends A> create, Consumer<? super A> change) {
        return ConflictRetry.of(transactions, () -> {
            LoadedAggregate<A> loaded = reader.take(id).orElseGet(() -> LoadedAggregate.of(created(id, create)));
            return changed(loaded, change);
        });
    }

    @Override
    public boolean forget(UUID id) {
        return reader.forget(id);
    }

    private A created(UUID id, Supplier<? extends A> create) {
        A aggregate = create.get();
        if (!aggregate.id().equals(id)) {
            throw new IllegalArgumentException(
                    "The new aggregate has the id %s instead of %s".formatted(aggregate.id(), id));
        }
        return aggregate;
    }

    private A changed(LoadedAggregate<A> loaded, Consumer<? super A> change) {
        change.accept(loaded.aggregate());
        writer.save(List.of(loaded));
        return loaded.aggregate();
    }
}
