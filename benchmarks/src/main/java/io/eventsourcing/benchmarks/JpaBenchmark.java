package io.eventsourcing.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.benchmarks.AppendArms.Accounts;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.jpa.JpaPersistence;
import io.eventsourcing.persistence.PersistenceModule;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Appends and loads on PostgreSQL through the module for Jakarta Persistence beside the one for JDBC. */
public final class JpaBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final Duration LENGTH = Duration.ofMillis(Long.getLong("millis", 1_000));

    /** The same applications on one of the backends. */
    private record Backend(PersistenceModule persistence, Accounts accounts, Orders orders) {
        static Backend of(PersistenceModule persistence) {
            EventSourcing eventSourcing = EventSourcing.of(persistence);
            return new Backend(persistence, new Accounts(eventSourcing), new Orders(eventSourcing));
        }

        Arm append() {
            return thread -> accounts.open();
        }

        Arm appendInTransaction() {
            return thread -> persistence.transactions().required(() -> {
                accounts.open();
                return true;
            });
        }

        Arm load(UUID id) {
            return thread -> orders.load(id);
        }

        Arm loadInTransaction(UUID id) {
            return thread -> persistence.transactions().required(() -> orders.load(id));
        }
    }

    private JpaBenchmark() {}

    /** Takes no arguments; system properties {@code rounds} and {@code millis} change the length. */
    public static void main(String[] arguments) throws Exception {
        Rounds rounds = new Rounds(ROUNDS, LENGTH);
        try (Server server = Server.start();
                HikariDataSource dataSource = server.newDatabase(8);
                EntityManagerFactory unit = new PersistenceConfiguration("benchmark")
                        .property("jakarta.persistence.nonJtaDataSource", dataSource)
                        .createEntityManagerFactory()) {
            Migrations.migrate(dataSource);
            Backend jdbc = Backend.of(JdbcPersistence.of(dataSource));
            Backend jpa = Backend.of(JpaPersistence.of(unit));
            System.out.printf("%-36s %8s %12s %16s%n", "", "threads", "JDBC, per s", "JPA takes times");
            for (int threads : List.of(1, 4)) {
                print("append, own commit", rounds, threads, jdbc.append(), jpa.append());
                print(
                        "append in a transaction",
                        rounds,
                        threads,
                        jdbc.appendInTransaction(),
                        jpa.appendInTransaction());
                for (int events : List.of(10, 100)) {
                    UUID id = jdbc.orders().place(events);
                    print("load " + events + " events", rounds, threads, jdbc.load(id), jpa.load(id));
                    print(
                            "load %d events in a transaction".formatted(events),
                            rounds,
                            threads,
                            jdbc.loadInTransaction(id),
                            jpa.loadInTransaction(id));
                }
            }
        }
    }

    private static void print(String what, Rounds rounds, int threads, Arm jdbc, Arm jpa) throws Exception {
        List<double[]> rates = rounds.measure(List.of(jdbc, jpa), threads);
        System.out.printf(
                "%-36s %8d %12.0f %16.2f%n",
                what,
                threads,
                Rounds.median(rates.stream().mapToDouble(rate -> rate[0])),
                Rounds.median(rates.stream().mapToDouble(rate -> rate[0] / rate[1])));
    }
}
