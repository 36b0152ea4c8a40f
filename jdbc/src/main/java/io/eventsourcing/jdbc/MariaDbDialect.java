package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** MariaDB: inserts of many rows that return their ids, and sealing for the settled head. */
final class MariaDbDialect implements NoWaitDialect {
    @Override
    public String product() {
        return "MariaDB";
    }

    @Override
    public String migrations() {
        return "io/eventsourcing/jdbc/migration/mariadb";
    }

    @Override
    public List<Long> insert(Connection connection, String table, List<StoredEvent> events) throws SQLException {
        List<List<StoredEvent>> chunks = MariaDbInsert.chunks(events);
        MariaDbInsert insert = new MariaDbInsert(connection, table, this);
        return chunks.size() == 1 ? insert.rows(events) : AllOrNothing.on(connection, () -> insert.all(chunks));
    }

    /** Compared as bytes: a collation would take some texts for the same that are not. */
    @Override
    public SqlCondition metadataIs(String name, String value) {
        String path = "$.\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return SqlCondition.of("CAST(JSON_VALUE(metadata, ?) AS BINARY) = CAST(? AS BINARY)", path, value);
    }

    @Override
    public void insertNoWait(Connection connection, String insert, Parameters parameters) throws SQLException {
        String sql = "SET STATEMENT innodb_lock_wait_timeout = 0 FOR " + insert;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.bind(statement);
            statement.executeUpdate();
        }
    }

    @Override
    public int longestName() {
        return 64;
    }

    @Override
    public void setTime(PreparedStatement statement, int parameter, Instant time) throws SQLException {
        statement.setObject(parameter, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    @Override
    public Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    /** The time of the server's clock; CURRENT_TIMESTAMP would be that of the session's time zone. */
    @Override
    public String now() {
        return "UTC_TIMESTAMP(6)";
    }

    /** The default, REPEATABLE READ, would lock gaps between keys, in which others then cannot insert. */
    @Override
    public void begin(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
    }

    @Override
    public SqlErrorKind errorKind(SQLException e) {
        return MariaDbErrors.kind(e);
    }

    @Override
    public void check(Connection connection) throws SQLException {
        MariaDbSettings.check(connection);
    }
}
