package io.eventsourcing.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventLog;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import io.eventsourcing.system.RunnerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * A process of its own that runs a system until its standard input ends. Its follower writes a row for each event. With
 * {@code hang} it says {@code HANGING} in the middle of its first batch, and goes no further.
 */
final class FollowingProcess {
    static final String FOLLOWER = "Seen";

    record Tick(int number) {}

    /** A leader with several logs. */
    static final class Clocks extends Application {
        private final List<EventLog<Tick>> logs;

        Clocks(EventSourcing eventSourcing) {
            super(eventSourcing);
            logs = List.of(clock(1), clock(2), clock(3));
        }

        private EventLog<Tick> clock(int number) {
            return log(NameBasedUuid.forUrl("/clocks/" + number), Tick.class);
        }

        /** Saves that many ticks of every clock in one transaction. */
        void tick(int times) {
            eventSourcing().transactions().required(() -> {
                for (int i = 0; i < times; i++) {
                    logs.forEach(log -> save(log.trigger(new Tick(times))));
                }
                return times;
            });
        }
    }

    record Seen(JdbcPersistence persistence, boolean hangs) implements Projection {
        @Override
        public String name() {
            return FOLLOWER;
        }

        @Override
        public void project(DomainEvent<?> event) {
            projectAll(List.of(event));
        }

        @Override
        public void projectAll(List<DomainEvent<?>> events) {
            persistence.execute(connection -> insert(connection, events));
            if (hangs) {
                say("HANGING");
                awaitEndOfInput();
            }
        }

        private static int[] insert(Connection connection, List<DomainEvent<?>> events) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO seen VALUES (?, ?)")) {
                for (DomainEvent<?> event : events) {
                    insert.setObject(1, event.originatorId());
                    insert.setLong(2, event.originatorVersion());
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        }
    }

    private FollowingProcess() {}

    /** @param arguments the URL of the database, and whether to hang */
    public static void main(String[] arguments) {
        try (HikariDataSource dataSource = TestDatabases.pool(arguments[0])) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            Clocks clocks = new Clocks(EventSourcing.of(persistence));
            EventSourcedSystem system =
                    EventSourcedSystem.of(EventSourcedSystem.pipe(clocks, new Seen(persistence, arguments.length > 1)));
            try (Runner runner = Runner.multiThreaded(
                    system, RunnerOptions.defaults().batchSize(20).pollInterval(Duration.ofMillis(50)))) {
                runner.start();
                say("RUNNING");
                awaitEndOfInput();
            }
        }
    }

    private static void say(String word) {
        System.out.println(word);
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
