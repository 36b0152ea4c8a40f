package io.eventsourcing.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Seals missing ids in H2: a marker is inserted with the shortest lock time-out there is. */
final class H2Seal implements SealSource {
    private static final int DUPLICATE_KEY = 23505;
    private static final int LOCK_TIMEOUT = 50200;
    private static final int CONCURRENT_UPDATE = 90131;
    private static final Set<Integer> OWNED_BY_ANOTHER = Set.of(LOCK_TIMEOUT, CONCURRENT_UPDATE);

    private static final String MARK = """
            INSERT INTO stored_events
                (id, application_name, originator_id, originator_version, topic, state, recorded_at)
            VALUES (?, '', ?, ?, '', X'', CURRENT_TIMESTAMP)""";

    private final HeadConnection head;
    private final Connection connection;

    H2Seal(HeadConnection head) {
        this.head = head;
        this.connection = head.connection();
    }

    @Override
    public List<Long> idsAfter(long id, int limit) throws SQLException {
        return IdScan.idsAfter(connection, id, limit);
    }

    @Override
    public Seal seal(long id) throws SQLException {
        int timeout = lockTimeout();
        setLockTimeout(1);
        try (PreparedStatement mark = connection.prepareStatement(MARK)) {
            mark.setLong(1, id);
            mark.setObject(2, new UUID(0, id));
            mark.setLong(3, id);
            mark.executeUpdate();
            return Seal.SEALED;
        } catch (SQLException e) {
            if (e.getErrorCode() == DUPLICATE_KEY) {
                return Seal.COMMITTED;
            }
            if (OWNED_BY_ANOTHER.contains(e.getErrorCode())) {
                return Seal.OWNED;
            }
            throw e;
        } finally {
            setLockTimeout(timeout);
        }
    }

    private int lockTimeout() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT LOCK_TIMEOUT()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void setLockTimeout(int milliseconds) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCK_TIMEOUT " + milliseconds);
        }
    }

    @Override
    public void close() throws SQLException {
        head.close();
    }
}
