package io.eventsourcing.benchmarks;

import io.eventsourcing.jdbc.Dialect;
import io.eventsourcing.jdbc.Dialects;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads a page of notifications of orders as one would by hand, by the library's statement. */
final class BarePage {
    private static final String SELECT = """
            SELECT id, originator_id, originator_version, topic, state, originator_topic, metadata, recorded_at
            FROM stored_events
            WHERE application_name = ? AND id > ? AND id <= ?
            ORDER BY application_name, id
            LIMIT ?""";

    private final DataSource dataSource;
    private final Dialect dialect;

    BarePage(DataSource dataSource) {
        this.dataSource = dataSource;
        this.dialect = Dialects.of(dataSource);
    }

    List<Notification> select(long after, long upTo, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, "Orders");
            select.setLong(2, after);
            select.setLong(3, upTo);
            select.setInt(4, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<Notification> page = new ArrayList<>();
                while (rows.next()) {
                    page.add(new Notification(rows.getLong("id"), event(rows)));
                }
                return page;
            }
        }
    }

    private StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                "Orders",
                dialect.uuid(row, "originator_id"),
                row.getLong("originator_version"),
                row.getString("topic"),
                row.getBytes("state"),
                row.getString("originator_topic"),
                row.getString("metadata"),
                dialect.time(row, "recorded_at"));
    }
}
