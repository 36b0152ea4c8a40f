package io.eventsourcing.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.jdbc.Dialects;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.jdbc.TableNames;
import io.eventsourcing.persistence.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What each index of {@code stored_events} costs on PostgreSQL: appends of whole aggregates of ten events with all of them
 * and without one, and the bytes that it takes for each event.
 */
public final class IndexBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final Duration LENGTH = Duration.ofMillis(Long.getLong("millis", 1_500));
    private static final int EVENTS = 10;
    private static final byte[] STATE =
            "{\"owner\":\"Ada Lovelace\",\"limit\":500,\"currency\":\"GBP\"}".getBytes(StandardCharsets.UTF_8);

    /** Tables from which one thing is taken. */
    private record Without(String prefix, String what, String statement) {
        TableNames names() {
            return TableNames.defaults().prefix(prefix);
        }

        Arm arm(HikariDataSource dataSource) {
            String table = names().table("stored_events");
            return thread -> {
                try (Connection connection = dataSource.getConnection()) {
                    Dialects.postgresql().insert(connection, table, events());
                }
            };
        }
    }

    private static final List<Without> ARMS = List.of(
            new Without("a_", "nothing", "SELECT 1"),
            new Without("b_", "originator_topic_ix", "DROP INDEX b_stored_events_originator_topic_ix"),
            new Without(
                    "c_", "originator_uk", "ALTER TABLE c_stored_events DROP CONSTRAINT c_stored_events_originator_uk"),
            new Without("d_", "pk", "ALTER TABLE d_stored_events DROP CONSTRAINT d_stored_events_pk"));

    private IndexBenchmark() {}

    /** Takes no arguments; system properties {@code rounds} and {@code millis} change the length. */
    public static void main(String[] arguments) throws Exception {
        try (Server server = Server.start();
                HikariDataSource dataSource = server.newDatabase(6)) {
            List<Arm> arms = new ArrayList<>();
            for (Without without : ARMS) {
                Migrations.migrate(dataSource, without.names());
                execute(dataSource, without.statement());
                arms.add(without.arm(dataSource));
            }
            List<double[]> rates = new Rounds(ROUNDS, LENGTH).measure(arms, 4);
            for (int i = 0; i < ARMS.size(); i++) {
                int arm = i;
                System.out.printf(
                        "without %-20s %8.0f events/s %6.2f%n",
                        ARMS.get(i).what(),
                        EVENTS * Rounds.median(rates.stream().mapToDouble(rate -> rate[arm])),
                        Rounds.median(rates.stream().mapToDouble(rate -> rate[arm] / rate[0])));
            }
            sizes(dataSource);
        }
    }

    private static List<StoredEvent> events() {
        UUID id = UUID.randomUUID();
        List<StoredEvent> events = new ArrayList<>();
        for (int version = 1; version <= EVENTS; version++) {
            events.add(new StoredEvent(
                    "Accounts",
                    id,
                    version,
                    "com.example.bank.Account$LimitChanged",
                    STATE,
                    version == 1 ? "com.example.bank.Account" : null,
                    null,
                    Instant.now()));
        }
        return events;
    }

    private static void sizes(HikariDataSource dataSource) throws SQLException {
        String sql = """
                SELECT relname, pg_relation_size(oid)::float8 / (SELECT count(*) FROM a_stored_events)
                FROM pg_class WHERE relname LIKE 'a\\_stored\\_events%' AND relkind IN ('r', 'i') ORDER BY 1""";
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                System.out.printf("%-40s %6.1f bytes for each event%n", rows.getString(1), rows.getDouble(2));
            }
        }
    }

    private static void execute(HikariDataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
