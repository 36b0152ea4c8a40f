package io.eventsourcing.benchmarks;

import static io.eventsourcing.system.EventSourcedSystem.pipe;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Pipe;
import io.eventsourcing.system.Runner;
import io.eventsourcing.system.RunnerOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** How many queries the followers of one process make for each poll interval while there is nothing to do. */
final class IdleCost {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration WATCHED = Duration.ofSeconds(20);
    private static final int FOLLOWERS = 8;

    private IdleCost() {}

    private record Idle(String name) implements Projection {
        @Override
        public void project(DomainEvent<?> event) {}
    }

    static void print() throws Exception {
        AtomicLong executed = new AtomicLong();
        try (Server server = Server.start();
                HikariDataSource dataSource = server.newDatabase(FOLLOWERS + 4)) {
            Migrations.migrate(dataSource);
            AppendArms.Accounts accounts = new AppendArms.Accounts(
                    EventSourcing.of(JdbcPersistence.of(new CountingDataSource(dataSource, executed))));
            accounts.open();
            Pipe[] pipes = IntStream.range(0, FOLLOWERS)
                    .mapToObj(number -> pipe(accounts, new Idle("Idle " + number)))
                    .toArray(Pipe[]::new);
            EventSourcedSystem system = EventSourcedSystem.of(pipes);
            try (Runner runner =
                    Runner.multiThreaded(system, RunnerOptions.defaults().pollInterval(POLL))) {
                runner.start();
                system.followers().forEach(name -> runner.await(name, Duration.ofMinutes(1)));
                LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
                long before = executed.get();
                long begin = System.nanoTime();
                LockSupport.parkNanos(WATCHED.toNanos());
                double intervals = (double) (System.nanoTime() - begin) / POLL.toNanos();
                System.out.printf(
                        "%d idle followers of one process: %.2f queries for each poll interval of %d ms%n",
                        FOLLOWERS, (executed.get() - before) / intervals, POLL.toMillis());
            }
        }
    }
}
