package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.StoredEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters and the result of an insert that takes a column of many events as one array. */
final class EventArrays {
    private final PreparedStatement insert;
    private final List<StoredEvent> events;
    private int parameter;

    EventArrays(PreparedStatement insert, List<StoredEvent> events) {
        this.insert = insert;
        this.events = events;
    }

    /** Sets the next parameter to one value of each event. */
    <T extends @Nullable Object> EventArrays column(
            String sqlType, T[] values, Function<StoredEvent, ? extends T> value) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(events.get(i));
        }
        insert.setArray(++parameter, insert.getConnection().createArrayOf(sqlType, values));
        return this;
    }

    List<Long> execute() throws SQLException {
        try (ResultSet rows = insert.executeQuery()) {
            List<Long> ids = new ArrayList<>(events.size());
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }
}
