package io.eventsourcing.benchmarks;

import io.eventsourcing.jdbc.Dialect;
import io.eventsourcing.jdbc.Dialects;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import tools.jackson.databind.json.JsonMapper;

/** Loads an order as one would by hand: a query, Jackson, and a loop. */
final class BareLoad {
    private static final String EVENTS =
            "SELECT originator_version, topic, state, recorded_at, metadata FROM stored_events"
                    + " WHERE application_name = ? AND originator_id = ? AND originator_version > ?"
                    + " ORDER BY originator_version";
    private static final String SNAPSHOT = "SELECT originator_version, state FROM snapshots"
            + " WHERE application_name = ? AND originator_id = ? ORDER BY originator_version DESC LIMIT 1";
    private static final Map<String, Class<? extends Order.Event>> TYPES = Map.of(
            Order.Placed.class.getName(), Order.Placed.class, Order.LineAdded.class.getName(), Order.LineAdded.class);

    private final DataSource dataSource;
    private final Dialect dialect;
    private final JsonMapper json = JsonMapper.builder().build();

    BareLoad(DataSource dataSource) {
        this.dataSource = dataSource;
        this.dialect = Dialects.of(dataSource);
    }

    Order fromEvents(UUID id) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Order order = new Order();
            fold(connection, order, id, 0);
            return order;
        }
    }

    Order fromSnapshot(UUID id) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Order order = new Order();
            fold(connection, order, id, restore(connection, order, id));
            return order;
        }
    }

    /** What a cache has to do beside keeping a snapshot: to look whether there is anything new. */
    Order fromMemory(UUID id, byte[] snapshot, long version) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Order order = new Order();
            order.become(json.readValue(snapshot, Order.State.class));
            fold(connection, order, id, version);
            return order;
        }
    }

    private long restore(Connection connection, Order order, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SNAPSHOT)) {
            select.setString(1, "Orders");
            dialect.setUuid(select, 2, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                order.become(json.readValue(row.getBytes(2), Order.State.class));
                return row.getLong(1);
            }
        }
    }

    private void fold(Connection connection, Order order, UUID id, long after) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EVENTS)) {
            select.setString(1, "Orders");
            dialect.setUuid(select, 2, id);
            select.setLong(3, after);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    order.change(json.readValue(rows.getBytes(3), TYPES.get(rows.getString(2))));
                }
            }
        }
    }
}
