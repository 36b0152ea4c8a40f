package io.eventsourcing.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** How ids and times are bound and read; as JDBC has it for {@code uuid} and {@code timestamp with time zone}, unless overridden. */
public interface ColumnTypes {
    /** Binds an id. */
    default void setUuid(PreparedStatement statement, int parameter, UUID id) throws SQLException {
        statement.setObject(parameter, id);
    }

    /** Reads an id. */
    default UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** Binds a time with the precision of microseconds. */
    default void setTime(PreparedStatement statement, int parameter, Instant time) throws SQLException {
        statement.setObject(parameter, time.atOffset(ZoneOffset.UTC));
    }

    /** Reads a time. */
    default Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Binds an id, a time, or any other value as it is. */
    default void setValue(PreparedStatement statement, int parameter, Object value) throws SQLException {
        switch (value) {
            case UUID id -> setUuid(statement, parameter, id);
            case Instant time -> setTime(statement, parameter, time);
            default -> statement.setObject(parameter, value);
        }
    }

    /** The expression for the present time, in the form of a time's column. */
    default String now() {
        return "CURRENT_TIMESTAMP";
    }
}
