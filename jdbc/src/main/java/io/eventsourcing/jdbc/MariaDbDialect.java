package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.SettledHead;
import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/** MariaDB: inserts of many rows that return their ids, and sealing for the settled head. */
final class MariaDbDialect implements NoWaitDialect {
    private static final String LOCK_TRACKING = """
            SELECT position, state, segments FROM ${tables}followers
            WHERE application_name = ? AND leader_name = ? AND segment = ?
            FOR UPDATE SKIP LOCKED""";

    private static final String BEGIN_TRACKING = """
            INSERT INTO ${tables}followers (application_name, leader_name, segment, position, state, changed_at)
            VALUES (?, ?, ?, 0, 'running', UTC_TIMESTAMP(6))""";

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

    @Override
    public String lockTracking(TableNames names) {
        return names.sql(LOCK_TRACKING);
    }

    @Override
    public void beginTracking(
            Connection connection, TableNames names, String applicationName, String leaderName, int segment)
            throws SQLException {
        insertIfFree(
                connection,
                names.sql(BEGIN_TRACKING),
                begin -> JdbcTrackingRecorder.bind(begin, 1, applicationName, leaderName, segment));
    }

    @Override
    public SettledHead settledHead(DataSource dataSource, TableNames names) {
        return new SealedHead(() -> new MarkerSeal(HeadConnection.open(dataSource), names, this), new SqlErrors(this));
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
