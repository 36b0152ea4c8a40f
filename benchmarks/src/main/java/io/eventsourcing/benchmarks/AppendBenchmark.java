package io.eventsourcing.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.jdbc.Dialects;
import io.eventsourcing.jdbc.Migrations;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends single events on PostgreSQL: through the library, by bare JDBC doing the same insert, and by the same insert
 * under a table lock; with and without 5 ms of the user's work after the save. Then the library again while another
 * transaction is held open between its insert and its commit.
 */
public final class AppendBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final Duration LENGTH = Duration.ofMillis(Long.getLong("millis", 1_500));
    private static final List<Integer> WRITERS = List.of(1, 4, 16);

    private AppendBenchmark() {}

    /** Takes no arguments; system properties {@code rounds} and {@code millis} change the length. */
    public static void main(String[] arguments) throws Exception {
        Rounds rounds = new Rounds(ROUNDS, LENGTH);
        try (Server server = Server.start()) {
            System.out.printf(
                    "%-22s %8s %14s %10s %14s%n",
                    "work after the save", "writers", "raw JDBC ev/s", "library", "LOCK TABLE");
            for (Duration work : List.of(Duration.ZERO, Duration.ofMillis(5))) {
                for (int writers : WRITERS) {
                    compare(server, rounds, work, writers);
                }
            }
            held(server, rounds);
        }
    }

    private static void compare(Server server, Rounds rounds, Duration work, int writers) throws Exception {
        try (HikariDataSource dataSource = server.newDatabase(writers + 2)) {
            Migrations.migrate(dataSource);
            AppendArms arms = new AppendArms(dataSource, work);
            List<double[]> rates = rounds.measure(List.of(arms.raw(), arms.library(), arms.locked()), writers);
            System.out.printf(
                    "%-22s %8d %14.0f %10.2f %14.2f%n",
                    work.isZero() ? "none, own commit" : work.toMillis() + " ms, then commit",
                    writers,
                    Rounds.median(rates.stream().mapToDouble(rate -> rate[0])),
                    Rounds.median(rates.stream().mapToDouble(rate -> rate[1] / rate[0])),
                    Rounds.median(rates.stream().mapToDouble(rate -> rate[2] / rate[0])));
        }
    }

    /** Appends while nothing else happens, and while a transaction stays open after its insert, in turn. */
    private static void held(Server server, Rounds rounds) throws Exception {
        try (HikariDataSource dataSource = server.newDatabase(8);
                Connection holder = dataSource.getConnection()) {
            Migrations.migrate(dataSource);
            holder.setAutoCommit(false);
            AppendArms arms = new AppendArms(dataSource, Duration.ZERO);
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                double free = rounds.rate(arms.library(), 4);
                Dialects.postgresql().insert(holder, "stored_events", List.of(AppendArms.event()));
                double held = rounds.rate(arms.library(), 4);
                holder.rollback();
                ratios.add(held / free);
            }
            System.out.printf(
                    "4 writers beside a transaction held open after its insert: %.2f of 4 writers alone%n",
                    Rounds.median(ratios.stream().mapToDouble(ratio -> ratio)));
        }
    }
}
