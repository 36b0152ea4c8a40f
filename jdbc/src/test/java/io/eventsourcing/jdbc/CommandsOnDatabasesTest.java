package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.AggregateEndedException;
import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.FinalEvent;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsOnDatabasesTest {
    static final class Jar extends Aggregate<Jar.Event> {
        sealed interface Event permits Bought, Filled, Broken {}

        record Bought() implements Event {}

        record Filled() implements Event {}

        @FinalEvent
        record Broken() implements Event {}

        private Jar() {}

        static Jar buy(UUID id) {
            return create(Jar::new, id, new Bought());
        }

        void fill() {
            trigger(new Filled());
        }

        void smash() {
            trigger(new Broken());
        }

        @Override
        protected void apply(Event event) {}
    }

    static final class Kitchen extends Application {
        private final Repository<Jar> jars = repository(Jar.class);

        Kitchen(HikariDataSource dataSource) {
            super(EventSourcing.of(JdbcPersistence.of(dataSource)));
        }

        void buy(UUID id) {
            save(Jar.buy(id));
        }

        boolean fill(String key, UUID id) {
            return once(key, () -> jars.update(id, Jar::fill));
        }
    }

    static List<Supplier<HikariDataSource>> databases() {
        return List.of(TestDatabases::h2, TestDatabases::postgres);
    }

    private final UUID id = UUID.randomUUID();

    @ParameterizedTest
    @MethodSource("databases")
    void aCommandWithTheSameKeyIsDoneOnceByManyAtTheSameTime(Supplier<HikariDataSource> database) throws Exception {
        try (HikariDataSource dataSource = database.get();
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Migrations.migrate(dataSource);
            Kitchen kitchen = new Kitchen(dataSource);
            kitchen.buy(id);
            AtomicInteger done = new AtomicInteger();
            List<Future<?>> commands = IntStream.range(0, 40)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        if (kitchen.fill("fill " + i / 4, id)) {
                            done.incrementAndGet();
                        }
                    }))
                    .toList();
            for (Future<?> command : commands) {
                command.get();
            }
            assertThat(done).hasValue(10);
            assertThat(kitchen.jars.get(id).version()).isEqualTo(11);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theIdOfAnEndedAggregateIsRefusedAlsoInsideATransaction(Supplier<HikariDataSource> database) {
        try (HikariDataSource dataSource = database.get()) {
            Migrations.migrate(dataSource);
            Kitchen kitchen = new Kitchen(dataSource);
            kitchen.buy(id);
            kitchen.jars.update(id, Jar::smash);
            assertThat(kitchen.jars.contains(id)).isFalse();
            assertThatThrownBy(() -> kitchen.buy(id)).isInstanceOf(AggregateEndedException.class);
            assertThatThrownBy(() -> kitchen.eventSourcing().transactions().required(() -> {
                        kitchen.buy(id);
                        return true;
                    }))
                    .isInstanceOf(AggregateEndedException.class);
        }
    }
}
