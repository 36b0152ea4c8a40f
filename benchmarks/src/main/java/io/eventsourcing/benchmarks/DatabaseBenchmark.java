package io.eventsourcing.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Appends one event, loads an aggregate of ten and reads a page of 100 notifications on each database, through the library
 * and by bare JDBC with the same statements: on servers of its own, H2 and SQLite in files. All of it runs once before
 * anything counts, so that the first database is not measured with colder code than the last.
 */
public final class DatabaseBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final Duration LENGTH = Duration.ofMillis(Long.getLong("millis", 1_000));
    private static final int CONNECTIONS = 4;

    private static final List<Comparison> COMPARISONS = List.of(
            new Comparison(
                    "append one event",
                    database -> database.appends().raw(),
                    database -> database.appends().library()),
            new Comparison(
                    "load 10 events",
                    database -> database.reads().rawLoad(),
                    database -> database.reads().load()),
            new Comparison(
                    "page of 100",
                    database -> database.reads().rawPage(),
                    database -> database.reads().page()),
            new Comparison(
                    "settled head, page of 100",
                    database -> database.reads().rawPage(),
                    database -> database.reads().headAndPage()));

    private DatabaseBenchmark() {}

    private record Comparison(
            String work, Function<MeasuredDatabase, Arm> raw, Function<MeasuredDatabase, Arm> library) {
        List<Arm> on(MeasuredDatabase database) {
            return List.of(raw.apply(database), library.apply(database));
        }
    }

    /** Takes no arguments; system properties {@code rounds} and {@code millis} change the length. */
    public static void main(String[] arguments) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.create();
                Server server = Server.start();
                MariaDb mariaDbServer = MariaDb.start(folder.path());
                HikariDataSource postgreSql = server.newDatabase(CONNECTIONS);
                HikariDataSource mariaDb = mariaDbServer.database(CONNECTIONS);
                HikariDataSource h2 = Pools.of("jdbc:h2:file:" + folder.path().resolve("h2"), CONNECTIONS);
                HikariDataSource sqlite =
                        Pools.of("jdbc:sqlite:" + folder.path().resolve("sqlite.db"), CONNECTIONS)) {
            measure(List.of(
                    MeasuredDatabase.of("PostgreSQL", postgreSql),
                    MeasuredDatabase.of("MariaDB", mariaDb),
                    MeasuredDatabase.of("H2", h2),
                    MeasuredDatabase.of("SQLite", sqlite)));
        }
    }

    private static void measure(List<MeasuredDatabase> databases) throws Exception {
        Rounds warmUp = new Rounds(0, LENGTH);
        for (MeasuredDatabase database : databases) {
            for (Comparison comparison : COMPARISONS) {
                warmUp.measure(comparison.on(database), 1);
            }
        }
        System.out.printf("%-26s %-12s %14s %14s%n", "work", "database", "raw JDBC per s", "library / raw");
        for (Comparison comparison : COMPARISONS) {
            for (MeasuredDatabase database : databases) {
                print(comparison, database);
            }
        }
    }

    private static void print(Comparison comparison, MeasuredDatabase database) throws Exception {
        List<double[]> rates = new Rounds(ROUNDS, LENGTH).measure(comparison.on(database), 1);
        System.out.printf(
                "%-26s %-12s %14.0f %14.2f%n",
                comparison.work(),
                database.name(),
                Rounds.median(rates.stream().mapToDouble(rate -> rate[0])),
                Rounds.median(rates.stream().mapToDouble(rate -> rate[1] / rate[0])));
    }
}
