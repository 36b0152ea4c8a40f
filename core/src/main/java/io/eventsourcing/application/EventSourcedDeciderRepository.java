package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DecidedAggregate;
import io.eventsourcing.persistence.Transactions;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

final class EventSourcedDeciderRepository<C, E, S> implements DeciderRepository<C, S> {
    private final AggregateReader<DecidedAggregate<C, E, S>> reader;
    private final Consumer<LoadedAggregate<?>> writer;
    private final Transactions transactions;

    EventSourcedDeciderRepository(
            AggregateReader<DecidedAggregate<C, E, S>> reader,
            Consumer<LoadedAggregate<?>> writer,
            Transactions transactions) {
        this.reader = reader;
        this.writer = writer;
        this.transactions = transactions;
    }

    @Override
    public S get(UUID id) {
        return reader.get(id).state();
    }

    @Override
    public Optional<S> find(UUID id) {
        return reader.find(id).map(DecidedAggregate::state);
    }

    @Override
    public long version(UUID id) {
        return reader.last(id).map(Aggregate::version).orElse(0L);
    }

    @Override
    public S decide(UUID id, C command) {
        return ConflictRetry.of(transactions, () -> {
            LoadedAggregate<DecidedAggregate<C, E, S>> loaded =
                    reader.take(id).orElseGet(() -> LoadedAggregate.of(reader.begin(id)));
            loaded.aggregate().decide(command);
            writer.accept(loaded);
            return loaded.aggregate().state();
        });
    }

    @Override
    public boolean forget(UUID id) {
        return reader.forget(id);
    }
}
