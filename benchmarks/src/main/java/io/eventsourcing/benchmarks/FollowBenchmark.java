package io.eventsourcing.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import io.eventsourcing.system.RunnerOptions;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows stored events on PostgreSQL with a projection that writes one row for each event: in batches, and, for
 * comparison, with one transaction for each event.
 */
public final class FollowBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final int EVENTS = Integer.getInteger("events", 5_000);

    private FollowBenchmark() {}

    /** Takes no arguments; system properties {@code rounds} and {@code events} change the length. */
    public static void main(String[] arguments) throws Exception {
        try (Server server = Server.start();
                HikariDataSource dataSource = server.newDatabase(8)) {
            Migrations.migrate(dataSource);
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            persistence.execute(connection -> connection
                    .createStatement()
                    .execute("CREATE TABLE seen (follower text, originator uuid, version bigint)"));
            AppendArms.Accounts accounts = new AppendArms.Accounts(EventSourcing.of(persistence));
            for (int i = 0; i < EVENTS; i++) {
                accounts.open();
            }
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round <= ROUNDS; round++) {
                double batches = rate(persistence, accounts, "batches " + round, 500);
                double singles = rate(persistence, accounts, "singles " + round, 1);
                if (round > 0) {
                    ratios.add(batches / singles);
                    System.out.printf("in batches %8.0f events/s   one by one %8.0f events/s%n", batches, singles);
                }
            }
            System.out.printf(
                    "batches of 500 are %.1f times as fast as one transaction for each event%n",
                    Rounds.median(ratios.stream().mapToDouble(ratio -> ratio)));
        }
    }

    private static double rate(JdbcPersistence persistence, AppendArms.Accounts accounts, String name, int batchSize) {
        EventSourcedSystem system =
                EventSourcedSystem.of(EventSourcedSystem.pipe(accounts, new Seen(persistence, name)));
        try (Runner runner =
                Runner.multiThreaded(system, RunnerOptions.defaults().batchSize(batchSize))) {
            long begin = System.nanoTime();
            runner.start();
            runner.await(name, Duration.ofMinutes(5));
            return EVENTS * 1e9 / (System.nanoTime() - begin);
        }
    }

    private record Seen(JdbcPersistence persistence, String name) implements Projection {
        @Override
        public void project(DomainEvent<?> event) {
            projectAll(List.of(event));
        }

        @Override
        public void projectAll(List<DomainEvent<?>> events) {
            persistence.execute(connection -> {
                try (PreparedStatement insert = connection.prepareStatement("INSERT INTO seen VALUES (?, ?, ?)")) {
                    for (DomainEvent<?> event : events) {
                        insert.setString(1, name);
                        insert.setObject(2, event.originatorId());
                        insert.setLong(3, event.originatorVersion());
                        insert.addBatch();
                    }
                    return insert.executeBatch();
                }
            });
        }
    }
}
