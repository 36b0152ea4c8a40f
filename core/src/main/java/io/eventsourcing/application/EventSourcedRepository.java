package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.persistence.Transactions;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

final class EventSourcedRepository<A extends Aggregate<?>> extends LoadingRepository<A, A> implements Repository<A> {
    private final AggregateWriter writer;
    private final Transactions transactions;

    EventSourcedRepository(AggregateReader<A> reader, AggregateWriter writer, Transactions transactions) {
        super(reader, Function.identity());
        this.writer = writer;
        this.transactions = transactions;
    }

    @Override
    public A update(UUID id, Consumer<? super A> change) {
        return ConflictRetry.of(
                transactions, () -> changed(reader.take(id).orElseThrow(() -> reader.notFound(id)), change));
    }

    @Override
    public A update(UUID id, long expectedVersion, Consumer<? super A> change) {
        return changed(takeAt(id, expectedVersion), change);
    }

    @Override
    public A createOrUpdate(UUID id, Supplier<? extends A> create, Consumer<? super A> change) {
        return ConflictRetry.of(transactions, () -> {
            LoadedAggregate<A> loaded = reader.take(id).orElseGet(() -> LoadedAggregate.of(created(id, create)));
            return changed(loaded, change);
        });
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
