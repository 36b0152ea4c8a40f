package io.eventsourcing.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Ends other sessions of a database at random, in whatever they are doing, until it is told to stop. */
record ConnectionKiller(String url, AtomicBoolean stop) {
    private record Sql(String victim, String kill) {
        static Sql of(String url) {
            return switch (url.split(":")[1]) {
                case "postgresql" ->
                    new Sql(
                            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1",
                            "SELECT pg_terminate_backend(%d)");
                case "mariadb" ->
                    new Sql(
                            "SELECT id FROM information_schema.processlist WHERE db = database() AND id <> connection_id() ORDER BY rand() LIMIT 1",
                            "KILL %d");
                default -> throw new IllegalArgumentException(url);
            };
        }
    }

    /** Returns how many sessions were ended. */
    int run() throws SQLException {
        Sql sql = Sql.of(url);
        int killed = 0;
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement victim = connection.prepareStatement(sql.victim());
                Statement kill = connection.createStatement()) {
            while (!stop.get()) {
                try (ResultSet row = victim.executeQuery()) {
                    if (row.next()) {
                        killed += killed(kill, sql.kill().formatted(row.getLong(1)));
                    }
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
        return killed;
    }

    private static int killed(Statement kill, String sql) {
        try {
            kill.execute(sql);
            return 1;
        } catch (SQLException e) {
            return 0; // it had ended by itself
        }
    }
}
