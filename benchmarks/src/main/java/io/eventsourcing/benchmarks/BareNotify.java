package io.eventsourcing.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** A notification that is sent on one connection and received on another, and a commit that writes one row. */
final class BareNotify implements AutoCloseable {
    private final Connection sender;
    private final Connection receiver;

    BareNotify(DataSource dataSource) throws SQLException {
        sender = dataSource.getConnection();
        receiver = dataSource.getConnection();
        execute(receiver, "LISTEN bare");
        execute(sender, "CREATE TABLE bare (n serial)");
    }

    /** From the send to the receipt, in nanoseconds. */
    long once() throws SQLException {
        long begin = System.nanoTime();
        execute(sender, "NOTIFY bare");
        PGConnection notified = receiver.unwrap(PGConnection.class);
        while (notified.getNotifications(1_000).length == 0) {
            Thread.onSpinWait();
        }
        return System.nanoTime() - begin;
    }

    /** One insert that commits, in nanoseconds. */
    long commit() throws SQLException {
        long begin = System.nanoTime();
        execute(sender, "INSERT INTO bare DEFAULT VALUES");
        return System.nanoTime() - begin;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        sender.close();
        receiver.close();
    }
}
