package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.TrackingConflictException;
import io.eventsourcing.persistence.TrackingRecorder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Followers' positions in the table {@code followers}. */
final class JdbcTrackingRecorder implements TrackingRecorder {
    private static final String SELECT = """
            SELECT segment, position FROM ${tables}followers
            WHERE application_name = ? AND leader_name = ?
            ORDER BY segment""";
    private static final String SELECT_ERROR = """
            SELECT last_error FROM ${tables}followers
            WHERE application_name = ? AND leader_name = ? AND segment = ?""";
    private static final String MOVE = """
            UPDATE ${tables}followers SET position = ?, changed_at = ${now}
            WHERE application_name = ? AND leader_name = ? AND segment = ? AND position = ?""";
    private static final String RECORD_FAILURE = """
            UPDATE ${tables}followers SET state = ?, last_error = ?, changed_at = ${now}
            WHERE application_name = ? AND leader_name = ? AND segment = ?""";

    private final Dialect dialect;
    private final Statements statements;
    private final TableNames names;

    JdbcTrackingRecorder(Dialect dialect, Statements statements, TableNames names) {
        this.dialect = dialect;
        this.statements = statements;
        this.names = names;
    }

    @Override
    public Optional<Tracking> lock(String applicationName, String leaderName, int segment) {
        requireTransaction();
        try {
            return statements.transactions().execute(connection -> {
                Optional<Tracking> locked = tryLock(connection, applicationName, leaderName, segment);
                if (locked.isPresent() || exists(connection, applicationName, leaderName, segment)) {
                    return locked;
                }
                dialect.beginTracking(connection, names, applicationName, leaderName, segment);
                return tryLock(connection, applicationName, leaderName, segment);
            });
        } catch (SQLException e) {
            if (statements.errors().is(SqlErrorKind.LOCKED, e)) {
                return Optional.empty();
            }
            throw statements.errors().translate("lock a follower's position", e);
        }
    }

    private Optional<Tracking> tryLock(Connection connection, String applicationName, String leaderName, int segment)
            throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(dialect.lockTracking(names))) {
            bind(lock, 1, applicationName, leaderName, segment);
            try (ResultSet rows = lock.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Tracking(applicationName, leaderName, segment, rows.getLong("position")))
                        : Optional.empty();
            }
        }
    }

    private boolean exists(Connection connection, String applicationName, String leaderName, int segment)
            throws SQLException {
        try (PreparedStatement exists = connection.prepareStatement(names.sql(SELECT_ERROR))) {
            bind(exists, 1, applicationName, leaderName, segment);
            try (ResultSet rows = exists.executeQuery()) {
                return rows.next();
            }
        }
    }

    @Override
    public void move(Tracking read, long position) {
        requireTransaction();
        if (position <= read.position()) {
            throw new IllegalArgumentException(
                    "Position %d does not ascend from %d".formatted(position, read.position()));
        }
        int moved = statements.write("move a follower's position", connection -> {
            try (PreparedStatement move = connection.prepareStatement(sql(MOVE))) {
                move.setLong(1, position);
                bind(move, 2, read.applicationName(), read.leaderName(), read.segment());
                move.setLong(5, read.position());
                return move.executeUpdate();
            }
        });
        if (moved == 0) {
            throw new TrackingConflictException(read, position);
        }
    }

    @Override
    public List<Tracking> select(String applicationName, String leaderName) {
        return statements.read("select a follower's positions", connection -> {
            try (PreparedStatement select = connection.prepareStatement(names.sql(SELECT))) {
                select.setString(1, applicationName);
                select.setString(2, leaderName);
                try (ResultSet rows = select.executeQuery()) {
                    List<Tracking> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(new Tracking(
                                applicationName, leaderName, rows.getInt("segment"), rows.getLong("position")));
                    }
                    return found;
                }
            }
        });
    }

    @Override
    public void recordFailure(String applicationName, String leaderName, int segment, @Nullable String error) {
        int recorded = statements.write("record a follower's failure", connection -> {
            dialect.beginTracking(connection, names, applicationName, leaderName, segment);
            try (PreparedStatement update = connection.prepareStatement(sql(RECORD_FAILURE))) {
                update.setString(1, error == null ? "running" : "stopped");
                update.setString(2, error == null ? null : error.replace('\0', '\uFFFD'));
                bind(update, 3, applicationName, leaderName, segment);
                return update.executeUpdate();
            }
        });
        if (recorded == 0) {
            throw new OperationalException(
                    "The failure of follower '%s' of leader '%s' (segment %d) is not recorded, since another worker is processing its first notifications"
                            .formatted(applicationName, leaderName, segment),
                    null);
        }
    }

    @Override
    public Optional<String> failure(String applicationName, String leaderName, int segment) {
        return statements.read("select a follower's failure", connection -> {
            try (PreparedStatement select = connection.prepareStatement(names.sql(SELECT_ERROR))) {
                bind(select, 1, applicationName, leaderName, segment);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.ofNullable(rows.getString("last_error")) : Optional.empty();
                }
            }
        });
    }

    private String sql(String withPlaceholders) {
        return names.sql(withPlaceholders).replace("${now}", dialect.now());
    }

    private void requireTransaction() {
        if (!statements.transactions().active()) {
            throw new IllegalStateException("Tracking is locked and moved within a transaction");
        }
    }

    static void bind(PreparedStatement statement, int first, String applicationName, String leaderName, int segment)
            throws SQLException {
        statement.setString(first, applicationName);
        statement.setString(first + 1, leaderName);
        statement.setInt(first + 2, segment);
    }
}
