package io.eventsourcing.benchmarks;

import static io.eventsourcing.system.EventSourcedSystem.pipe;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Pipe;
import io.eventsourcing.system.ProcessApplication;
import io.eventsourcing.system.Runner;
import io.eventsourcing.system.RunnerOptions;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Follows stored events on PostgreSQL: with a projection that writes one row for each event, and with a policy that saves
 * one event for each. In batches, in batches shared out to segments, and, for comparison, with one transaction for each
 * event.
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
            compare("projection", name -> pipe(accounts, new Seen(persistence, name)));
            compare("policy", name -> pipe(accounts, new Echo(accounts.eventSourcing(), name)));
        }
    }

    private static void compare(String what, Function<String, Pipe> named) {
        List<Double> batches = new ArrayList<>();
        List<Double> segments = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            double inBatches = rate(named, what + " batches " + round, new Arm(500, 1));
            double inSegments = rate(named, what + " segments " + round, new Arm(500, 2));
            double singles = rate(named, what + " singles " + round, new Arm(1, 1));
            if (round > 0) {
                batches.add(inBatches / singles);
                segments.add(inSegments / singles);
                System.out.printf(
                        "%s: in batches %8.0f events/s   in 2 segments %8.0f events/s   one by one %8.0f events/s%n",
                        what, inBatches, inSegments, singles);
            }
        }
        System.out.printf(
                "%s: batches of 500 are %.1f times, 2 segments %.1f times as fast as one transaction for each event%n",
                what,
                Rounds.median(batches.stream().mapToDouble(ratio -> ratio)),
                Rounds.median(segments.stream().mapToDouble(ratio -> ratio)));
    }

    private record Arm(int batchSize, int segments) {}

    private static double rate(Function<String, Pipe> named, String name, Arm arm) {
        Pipe pipe = named.apply(name).segments(arm.segments());
        try (Runner runner = Runner.multiThreaded(
                EventSourcedSystem.of(pipe), RunnerOptions.defaults().batchSize(arm.batchSize()))) {
            long begin = System.nanoTime();
            runner.start();
            runner.await(name, Duration.ofMinutes(5));
            return EVENTS * 1e9 / (System.nanoTime() - begin);
        }
    }

    /** Saves one new aggregate, with one event, for each event. */
    private static final class Echo extends ProcessApplication {
        @SuppressWarnings("UnusedVariable")
        private final Repository<AppendArms.Account> repository = repository(AppendArms.Account.class);

        Echo(EventSourcing eventSourcing, String name) {
            super(eventSourcing, name);
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            save(AppendArms.Account.open());
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
