package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An insert that takes each column of many events as one array. */
final class EventArrays {
    /**
     * The names of a database's element types.
     *
     * @param text of the texts
     * @param uuid of the originators
     * @param integer of the versions
     * @param bytes of the states
     * @param time of the times, as {@code timeValue} makes them
     * @param timeValue the time of an event as the driver takes it
     */
    record Types(
            String text,
            String uuid,
            String integer,
            String bytes,
            String time,
            Function<StoredEvent, Object> timeValue) {}

    private final PreparedStatement insert;
    private final List<StoredEvent> events;
    private int parameter;

    private EventArrays(PreparedStatement insert, List<StoredEvent> events) {
        this.insert = insert;
        this.events = events;
    }

    /** Runs an insert with the columns of {@code stored_events} in their order, and returns the ids that it selects. */
    static List<Long> insert(Connection connection, String sql, Types types, List<StoredEvent> events)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int n = events.size();
            return new EventArrays(insert, events)
                    .column(types.text(), new String[n], StoredEvent::applicationName)
                    .column(types.uuid(), new UUID[n], StoredEvent::originatorId)
                    .column(types.integer(), new Long[n], StoredEvent::originatorVersion)
                    .column(types.text(), new String[n], StoredEvent::topic)
                    .column(types.bytes(), new byte[n][], StoredEvent::state)
                    .column(types.text(), new @Nullable String[n], StoredEvent::originatorTopic)
                    .column(types.text(), new @Nullable String[n], StoredEvent::metadata)
                    .column(types.time(), new Object[n], types.timeValue())
                    .execute();
        }
    }

    private <T extends @Nullable Object> EventArrays column(
            String type, T[] values, Function<StoredEvent, ? extends T> value) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(events.get(i));
        }
        insert.setArray(++parameter, insert.getConnection().createArrayOf(type, values));
        return this;
    }

    private List<Long> execute() throws SQLException {
        try (ResultSet rows = insert.executeQuery()) {
            List<Long> ids = new ArrayList<>(events.size());
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }
}
