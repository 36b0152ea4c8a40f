package io.eventsourcing.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.persistence.NotificationQuery;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** A database with many events, and what is measured on it. */
record FilledDatabase(HikariDataSource dataSource, JdbcPersistence persistence, Orders orders, long size)
        implements AutoCloseable {
    private static final int EVENTS_OF_AN_ORDER = 100;
    private static final int PAGE = 500;

    /** Copies of the first two events of an order, under ids that come in no order, as those of aggregates do. */
    private static final String FILL = """
            INSERT INTO stored_events (application_name, originator_id, originator_version, topic, state, originator_topic,
                                       recorded_at)
            SELECT t.application_name, md5('order ' || n / %1$d)::uuid, n %% %1$d + 1, t.topic, t.state, t.originator_topic,
                   t.recorded_at
            FROM generate_series(?, ? - 1) AS n
            JOIN (SELECT * FROM stored_events WHERE id <= 2) AS t ON t.originator_version = least(n %% %1$d + 1, 2)
            ORDER BY n""".formatted(EVENTS_OF_AN_ORDER);

    static FilledDatabase of(Server server, long size) throws SQLException {
        HikariDataSource dataSource = server.newDatabase(4);
        Migrations.migrate(dataSource);
        JdbcPersistence persistence = JdbcPersistence.of(dataSource);
        Orders orders = new Orders(EventSourcing.of(persistence));
        orders.place(2);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement fill = connection.prepareStatement(FILL);
                Statement vacuum = connection.createStatement()) {
            for (long from = 0; from < size; from += 100_000) {
                fill.setLong(1, from);
                fill.setLong(2, Math.min(size, from + 100_000));
                fill.executeUpdate();
            }
            vacuum.execute("VACUUM ANALYZE stored_events");
        }
        return new FilledDatabase(dataSource, persistence, orders, size);
    }

    Arm append() {
        return thread -> orders.place(1);
    }

    Arm head() {
        return thread -> persistence.settledHead().read();
    }

    Arm page() {
        return thread -> {
            long after = ThreadLocalRandom.current().nextLong(size - PAGE);
            persistence.eventRecorder().selectNotifications(orders.name(), NotificationQuery.after(after, PAGE));
        };
    }

    Arm load() {
        return thread -> orders.load(id(ThreadLocalRandom.current().nextLong(size / EVENTS_OF_AN_ORDER)));
    }

    /** The id that the database makes of an order's number. */
    private static UUID id(long number) throws NoSuchAlgorithmException {
        byte[] text = ("order " + number).getBytes(StandardCharsets.UTF_8);
        ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("MD5").digest(text));
        return new UUID(digest.getLong(), digest.getLong());
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
