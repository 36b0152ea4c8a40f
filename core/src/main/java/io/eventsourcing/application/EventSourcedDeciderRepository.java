package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DecidedAggregate;
import io.eventsourcing.persistence.Transactions;
import java.util.UUID;
import java.util.function.Consumer;

final class EventSourcedDeciderRepository<C, E, S> extends LoadingRepository<DecidedAggregate<C, E, S>, S>
        implements DeciderRepository<C, S> {
    private final Consumer<LoadedAggregate<?>> writer;
    private final Transactions transactions;

    EventSourcedDeciderRepository(
            AggregateReader<DecidedAggregate<C, E, S>> reader,
            Consumer<LoadedAggregate<?>> writer,
            Transactions transactions) {
        super(reader, DecidedAggregate::state);
        this.writer = writer;
        this.transactions = transactions;
    }

    @Override
    public long version(UUID id) {
        return reader.last(id).map(Aggregate::version).orElse(0L);
    }

    @Override
    public S decide(UUID id, C command) {
        return ConflictRetry.of(
                transactions,
                () -> decided(reader.take(id).orElseGet(() -> LoadedAggregate.of(reader.begin(id))), command));
    }

    @Override
    public S decide(UUID id, long expectedVersion, C command) {
        return decided(
                expectedVersion == 0 ? LoadedAggregate.of(reader.begin(id)) : takeAt(id, expectedVersion), command);
    }

    private S decided(LoadedAggregate<DecidedAggregate<C, E, S>> loaded, C command) {
        loaded.aggregate().decide(command);
        writer.accept(loaded);
        return loaded.aggregate().state();
    }
}
