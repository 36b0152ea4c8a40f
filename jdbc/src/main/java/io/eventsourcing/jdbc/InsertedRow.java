package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.StoredEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The values of one event in an insert of rows. */
final class InsertedRow {
    /** The columns in the order in which they are bound. */
    static final String COLUMNS =
            "(application_name, originator_id, originator_version, topic, state, originator_topic, metadata, recorded_at)";

    static final String PLACEHOLDERS = "(?, ?, ?, ?, ?, ?, ?, ?)";
    private static final int SIZE = 8;

    private InsertedRow() {}

    /** Binds the values of the row at a place in the statement, counted from 0. */
    static void bind(PreparedStatement insert, int row, StoredEvent event, ColumnTypes types) throws SQLException {
        int before = row * SIZE;
        insert.setString(before + 1, event.applicationName());
        types.setUuid(insert, before + 2, event.originatorId());
        insert.setLong(before + 3, event.originatorVersion());
        insert.setString(before + 4, event.topic());
        insert.setBytes(before + 5, event.state());
        insert.setString(before + 6, event.originatorTopic());
        insert.setString(before + 7, event.metadata());
        types.setTime(insert, before + 8, event.recordedAt());
    }
}
