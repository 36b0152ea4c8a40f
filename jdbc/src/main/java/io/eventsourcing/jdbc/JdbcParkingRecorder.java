package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.persistence.ParkedNotification.Failure;
import io.eventsourcing.persistence.ParkingRecorder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What followers have put aside, in the table {@code parked_notifications}. */
final class JdbcParkingRecorder implements ParkingRecorder {
    private static final String INSERT = """
            INSERT INTO ${tables}parked_notifications
                (application_name, leader_name, notification_id, originator_id, segment,
                 error_class, message, attempts, parked_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String SELECT = """
            SELECT notification_id, originator_id, segment, error_class, message, attempts, parked_at
            FROM ${tables}parked_notifications
            WHERE application_name = ? AND leader_name = ? AND notification_id > ?
            ORDER BY notification_id
            LIMIT ?""";
    private static final String SELECT_FIRST = """
            SELECT notification_id, originator_id, segment, error_class, message, attempts, parked_at
            FROM ${tables}parked_notifications
            WHERE application_name = ? AND leader_name = ? AND originator_id = ?
            ORDER BY notification_id
            LIMIT 1""";
    private static final String SELECT_ORIGINATORS = """
            SELECT DISTINCT originator_id FROM ${tables}parked_notifications
            WHERE application_name = ? AND leader_name = ?""";
    private static final String COUNT = """
            SELECT COUNT(*) FROM ${tables}parked_notifications
            WHERE application_name = ? AND leader_name = ?""";
    private static final String UPDATE = """
            UPDATE ${tables}parked_notifications SET segment = ?, error_class = ?, message = ?, attempts = ?
            WHERE application_name = ? AND leader_name = ? AND notification_id = ?""";
    private static final String DELETE = """
            DELETE FROM ${tables}parked_notifications
            WHERE application_name = ? AND leader_name = ? AND notification_id = ?""";

    private final Dialect dialect;
    private final Statements statements;
    private final TableNames names;

    JdbcParkingRecorder(Dialect dialect, Statements statements, TableNames names) {
        this.dialect = dialect;
        this.statements = statements;
        this.names = names;
    }

    @Override
    public void park(List<ParkedNotification> parked) {
        write("park notifications", INSERT, insert -> {
            for (ParkedNotification row : parked) {
                insert.setString(1, row.applicationName());
                insert.setString(2, row.leaderName());
                insert.setLong(3, row.notificationId());
                dialect.setUuid(insert, 4, row.originatorId());
                insert.setInt(5, row.segment());
                bindFailure(insert, 6, row.failure());
                insert.setInt(8, row.attempts());
                dialect.setTime(insert, 9, row.parkedAt());
                insert.addBatch();
            }
            return insert.executeBatch();
        });
    }

    @Override
    public List<ParkedNotification> select(String applicationName, String leaderName, long after, int limit) {
        return read("select parked notifications", SELECT, select -> {
            select.setString(1, applicationName);
            select.setString(2, leaderName);
            select.setLong(3, after);
            select.setInt(4, limit);
            return parked(select, applicationName, leaderName);
        });
    }

    @Override
    public Optional<ParkedNotification> first(String applicationName, String leaderName, UUID originatorId) {
        return read("select a parked notification", SELECT_FIRST, select -> {
            select.setString(1, applicationName);
            select.setString(2, leaderName);
            dialect.setUuid(select, 3, originatorId);
            return parked(select, applicationName, leaderName).stream().findFirst();
        });
    }

    @Override
    public Set<UUID> originators(String applicationName, String leaderName) {
        return read("select the originators of parked notifications", SELECT_ORIGINATORS, select -> {
            select.setString(1, applicationName);
            select.setString(2, leaderName);
            try (ResultSet rows = select.executeQuery()) {
                Set<UUID> found = new HashSet<>();
                while (rows.next()) {
                    found.add(dialect.uuid(rows, "originator_id"));
                }
                return found;
            }
        });
    }

    @Override
    public long count(String applicationName, String leaderName) {
        return read("count parked notifications", COUNT, count -> {
            count.setString(1, applicationName);
            count.setString(2, leaderName);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Override
    public void update(ParkedNotification parked) {
        write("update a parked notification", UPDATE, update -> {
            update.setInt(1, parked.segment());
            bindFailure(update, 2, parked.failure());
            update.setInt(4, parked.attempts());
            bindKey(update, 5, parked);
            return update.executeUpdate();
        });
    }

    @Override
    public boolean remove(ParkedNotification parked) {
        return write("remove a parked notification", DELETE, delete -> {
            bindKey(delete, 1, parked);
            return delete.executeUpdate() > 0;
        });
    }

    private static void bindKey(PreparedStatement statement, int first, ParkedNotification parked) throws SQLException {
        statement.setString(first, parked.applicationName());
        statement.setString(first + 1, parked.leaderName());
        statement.setLong(first + 2, parked.notificationId());
    }

    private static void bindFailure(PreparedStatement statement, int first, @Nullable Failure failure)
            throws SQLException {
        statement.setString(first, failure == null ? null : failure.errorClass());
        statement.setString(
                first + 1, failure == null ? null : failure.message().replace('\0', '\uFFFD'));
    }

    private List<ParkedNotification> parked(PreparedStatement select, String applicationName, String leaderName)
            throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<ParkedNotification> found = new ArrayList<>();
            while (rows.next()) {
                String errorClass = rows.getString("error_class");
                found.add(new ParkedNotification(
                        applicationName,
                        leaderName,
                        rows.getLong("notification_id"),
                        dialect.uuid(rows, "originator_id"),
                        rows.getInt("segment"),
                        errorClass == null ? null : new Failure(errorClass, rows.getString("message")),
                        rows.getInt("attempts"),
                        dialect.time(rows, "parked_at")));
            }
            return found;
        }
    }

    /** What is done with a prepared statement. */
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T read(String what, String sql, Use<T> use) {
        return statements.read(what, connection -> on(connection, sql, use));
    }

    private <T> T write(String what, String sql, Use<T> use) {
        return statements.write(what, connection -> on(connection, sql, use));
    }

    private <T> T on(Connection connection, String sql, Use<T> use) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(names.sql(sql))) {
            return use.of(statement);
        }
    }
}
