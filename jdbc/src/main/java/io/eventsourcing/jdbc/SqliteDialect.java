package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.SettledHead;
import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * SQLite: one writer at a time, so ids become visible in their order. Values have the form in which Django stores them: ids
 * are 32 hexadecimal digits, times are texts in UTC.
 */
final class SqliteDialect implements Dialect {
    private static final String INSERT =
            "INSERT INTO %s " + InsertedRow.COLUMNS + " VALUES " + InsertedRow.PLACEHOLDERS + " RETURNING id";

    /** An update, since only that takes the write lock in whatever way the transaction has begun. */
    private static final String LOCK_TRACKING = """
            UPDATE ${tables}followers SET position = position
            WHERE application_name = ? AND leader_name = ? AND segment = ?
            RETURNING position, state, segments, replay_until""";

    private static final String BEGIN_TRACKING = """
            INSERT INTO ${tables}followers (application_name, leader_name, segment, position, state, changed_at)
            VALUES (?, ?, ?, 0, 'running', CURRENT_TIMESTAMP)
            ON CONFLICT DO NOTHING""";

    /** Writes nothing. */
    private static final String LOCK = "DELETE FROM sqlite_sequence WHERE 0";

    @Override
    public String product() {
        return "SQLite";
    }

    @Override
    public String migrations() {
        return "io/eventsourcing/jdbc/migration/sqlite";
    }

    /** Row by row: there is no network to be saved, and so it is known which row is refused. */
    @Override
    public List<Long> insert(Connection connection, String table, List<StoredEvent> events) throws SQLException {
        AllOrNothing.Statement<List<Long>> insert = () -> insertRows(connection, INSERT.formatted(table), events);
        return events.size() == 1 ? insert.execute() : AllOrNothing.on(connection, insert);
    }

    private List<Long> insertRows(Connection connection, String sql, List<StoredEvent> events) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            List<Long> ids = new ArrayList<>(events.size());
            for (StoredEvent event : events) {
                InsertedRow.bind(insert, 0, event, this);
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    ids.add(row.getLong(1));
                } catch (SQLException e) {
                    throw errorKind(e) == SqlErrorKind.DUPLICATE ? named(event, e) : e;
                }
            }
            return ids;
        }
    }

    private static SQLException named(StoredEvent event, SQLException e) {
        return new SQLIntegrityConstraintViolationException(
                "Duplicate key in _originator_uk: %s, %d".formatted(event.originatorId(), event.originatorVersion()),
                "23505",
                e.getErrorCode(),
                e);
    }

    @Override
    public Optional<String> lockTable(String table) {
        return Optional.of(LOCK);
    }

    @Override
    public boolean oneWriter() {
        return true;
    }

    @Override
    public String lockTracking(TableNames names) {
        return names.sql(LOCK_TRACKING);
    }

    @Override
    public void beginTracking(
            Connection connection, TableNames names, String applicationName, String leaderName, int segment)
            throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(names.sql(BEGIN_TRACKING))) {
            FollowerRows.bind(begin, 1, applicationName, leaderName, segment);
            begin.executeUpdate();
        }
    }

    @Override
    public SettledHead settledHead(DataSource dataSource, TableNames names) {
        return new HighestIdHead(dataSource, names, new SqlErrors(this));
    }

    @Override
    public SqlCondition metadataIs(String name, String value) {
        return SqlCondition.of("(SELECT value FROM json_each(metadata) WHERE key = ?) = ?", name, value);
    }

    @Override
    public boolean hasSchemas() {
        return false;
    }

    @Override
    public int longestName() {
        return 255;
    }

    @Override
    public void setUuid(PreparedStatement statement, int parameter, UUID id) throws SQLException {
        statement.setString(
                parameter, "%016x%016x".formatted(id.getMostSignificantBits(), id.getLeastSignificantBits()));
    }

    @Override
    public UUID uuid(ResultSet row, String column) throws SQLException {
        String digits = row.getString(column).replace("-", "");
        return new UUID(
                Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, digits.length(), 16));
    }

    @Override
    public void setTime(PreparedStatement statement, int parameter, Instant time) throws SQLException {
        statement.setString(parameter, TextTimes.format(time));
    }

    @Override
    public Instant time(ResultSet row, String column) throws SQLException {
        return TextTimes.parse(row.getString(column));
    }

    /**
     * Takes the write lock at once, by a statement that writes nothing. A transaction that reads first and writes later
     * would be refused, without waiting, if another one has written in between. Without tables there is nothing to lock.
     */
    @Override
    public void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement lock = connection.createStatement()) {
            lock.executeUpdate(LOCK);
        } catch (SQLException e) {
            if (errorKind(e) != SqlErrorKind.MISSING_TABLE) {
                connection.rollback();
                connection.setAutoCommit(true);
                throw e;
            }
        }
    }

    @Override
    public SqlErrorKind errorKind(SQLException e) {
        return e.getSQLState() == null ? SqliteErrors.kind(e) : SqlErrorKind.of(e);
    }

    @Override
    public void check(Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        int minor = connection.getMetaData().getDatabaseMinorVersion();
        if (major < 3 || (major == 3 && minor < 35)) {
            throw new UnsupportedDatabaseException(
                    "SQLite %d.%d is too old: 3.35 or later is needed for INSERT … RETURNING".formatted(major, minor));
        }
    }

    /** With a write-ahead log, which the file remembers, readers and the writer do not wait for each other. */
    @Override
    public void prepare(Connection connection) throws SQLException {
        try (Statement wal = connection.createStatement()) {
            wal.execute("PRAGMA journal_mode = WAL");
        }
    }
}
