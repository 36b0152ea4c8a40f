package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.SegmentsException;
import io.eventsourcing.persistence.TrackedFollower;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.Tracking.State;
import io.eventsourcing.persistence.TrackingConflictException;
import io.eventsourcing.persistence.TrackingRecorder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Followers' positions in the table {@code followers}. The row of a follower's first segment says how many segments there
 * are: the others begin only when it has, and as it is, so that two processes that disagree never both begin.
 */
final class JdbcTrackingRecorder implements TrackingRecorder {
    private static final String SELECT = """
            SELECT segment, position, state, segments FROM ${tables}followers
            WHERE application_name = ? AND leader_name = ?
            ORDER BY segment""";
    private static final String SELECT_ONE = """
            SELECT segment, position, state, segments, last_error, event_id FROM ${tables}followers
            WHERE application_name = ? AND leader_name = ? AND segment = ?""";
    private static final String SELECT_ALL = """
            SELECT application_name, leader_name, segment, position, state, segments, last_error, node, changed_at
            FROM ${tables}followers
            ORDER BY application_name, leader_name, segment""";
    private static final String MOVE = """
            UPDATE ${tables}followers
            SET position = ?, state = 'running', last_error = NULL, node = ?, changed_at = CURRENT_TIMESTAMP
            WHERE application_name = ? AND leader_name = ? AND segment = ? AND position = ?""";
    private static final String REMEMBER_EVENT = """
            UPDATE ${tables}followers SET event_id = ?
            WHERE application_name = ? AND leader_name = ? AND segment = ?""";
    private static final String SET_STATE = """
            UPDATE ${tables}followers SET state = ?, last_error = ?, changed_at = CURRENT_TIMESTAMP
            WHERE application_name = ? AND leader_name = ? AND segment = ?""";
    private static final String SET_SEGMENTS = """
            UPDATE ${tables}followers SET segments = ?, position = ?, state = ?, changed_at = CURRENT_TIMESTAMP
            WHERE application_name = ? AND leader_name = ? AND segment = ?""";
    private static final String PAUSE = """
            UPDATE ${tables}followers SET state = 'paused', changed_at = CURRENT_TIMESTAMP
            WHERE application_name = ? AND leader_name = ?""";
    private static final String RESUME = """
            UPDATE ${tables}followers SET state = 'running', last_error = NULL, changed_at = CURRENT_TIMESTAMP
            WHERE application_name = ? AND leader_name = ?""";
    private static final String DELETE = "DELETE FROM ${tables}followers WHERE application_name = ? AND leader_name = ?";

    /** A row, as far as it decides what may be done. */
    private record Row(Tracking tracking, int segments) {}

    private final Dialect dialect;
    private final Statements statements;
    private final String node;

    JdbcTrackingRecorder(Dialect dialect, Statements statements, String node) {
        this.dialect = dialect;
        this.statements = statements;
        this.node = node;
    }

    @Override
    public Optional<Tracking> lock(String applicationName, String leaderName, Segment segment) {
        requireTransaction();
        return statements.run("lock a follower's position", connection -> {
            Follower follower = new Follower(connection, applicationName, leaderName);
            Optional<Row> locked = follower.tryLock(segment.number());
            if (locked.isEmpty() && follower.select(segment.number()).isEmpty() && follower.mayBegin(segment)) {
                follower.begin(segment);
                locked = follower.tryLock(segment.number());
            }
            locked.ifPresent(row -> follower.refuseOther(row, segment));
            return locked.map(Row::tracking);
        });
    }

    /** The rows of one follower of one leader, on a connection. */
    private final class Follower {
        private final Connection connection;
        private final String applicationName;
        private final String leaderName;

        Follower(Connection connection, String applicationName, String leaderName) {
            this.connection = connection;
            this.applicationName = applicationName;
            this.leaderName = leaderName;
        }

        Optional<Row> tryLock(int segment) throws SQLException {
            return one(dialect.lockTracking(statements.names()), segment);
        }

        Optional<Row> select(int segment) throws SQLException {
            return one(statements.sql(SELECT_ONE), segment);
        }

        private Optional<Row> one(String sql, int segment) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                bind(select, 1, applicationName, leaderName, segment);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next()
                            ? Optional.of(row(rows, applicationName, leaderName, segment))
                            : Optional.empty();
                }
            }
        }

        boolean mayBegin(Segment segment) throws SQLException {
            if (segment.number() == 0) {
                return true;
            }
            Optional<Row> first = select(0);
            first.ifPresent(row -> refuseOther(row, segment));
            return first.isPresent();
        }

        void begin(Segment segment) throws SQLException {
            dialect.beginTracking(connection, statements.names(), applicationName, leaderName, segment.number());
            if (segment.count() > 1 && tryLock(segment.number()).isPresent()) {
                State state = select(0).map(row -> row.tracking().state()).orElse(State.RUNNING);
                setSegments(segment, 0, state);
            }
        }

        void setSegments(Segment segment, long position, State state) throws SQLException {
            try (PreparedStatement update = connection.prepareStatement(statements.sql(SET_SEGMENTS))) {
                update.setInt(1, segment.count());
                update.setLong(2, position);
                update.setString(3, stored(state));
                bind(update, 4, applicationName, leaderName, segment.number());
                update.executeUpdate();
            }
        }

        void refuseOther(Row row, Segment segment) {
            if (row.segments() != segment.count()) {
                throw new SegmentsException(applicationName, leaderName, row.segments(), segment.count());
            }
        }

        void update(String sql) throws SQLException {
            try (PreparedStatement update = connection.prepareStatement(statements.sql(sql))) {
                update.setString(1, applicationName);
                update.setString(2, leaderName);
                update.executeUpdate();
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
        int moved = statements.run("move a follower's position", connection -> {
            try (PreparedStatement move = connection.prepareStatement(statements.sql(MOVE))) {
                move.setLong(1, position);
                move.setString(2, node);
                bind(move, 3, read.applicationName(), read.leaderName(), read.segment());
                move.setLong(6, read.position());
                return move.executeUpdate();
            }
        });
        if (moved == 0) {
            throw new TrackingConflictException(read, position);
        }
    }

    @Override
    public List<Tracking> select(String applicationName, String leaderName) {
        return statements.run("select a follower's positions", connection -> {
            try (PreparedStatement select = connection.prepareStatement(statements.sql(SELECT))) {
                select.setString(1, applicationName);
                select.setString(2, leaderName);
                try (ResultSet rows = select.executeQuery()) {
                    List<Tracking> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(row(rows, applicationName, leaderName, rows.getInt("segment"))
                                .tracking());
                    }
                    return found;
                }
            }
        });
    }

    @Override
    public List<TrackedFollower> followers() {
        return statements.run("select the followers", connection -> {
            try (PreparedStatement select = connection.prepareStatement(statements.sql(SELECT_ALL));
                    ResultSet rows = select.executeQuery()) {
                List<TrackedFollower> found = new ArrayList<>();
                while (rows.next()) {
                    Row row = row(
                            rows,
                            rows.getString("application_name"),
                            rows.getString("leader_name"),
                            rows.getInt("segment"));
                    found.add(new TrackedFollower(
                            row.tracking(),
                            row.segments(),
                            rows.getString("last_error"),
                            rows.getString("node"),
                            rows.getObject("changed_at", OffsetDateTime.class).toInstant()));
                }
                return found;
            }
        });
    }

    @Override
    public void recordFailure(String applicationName, String leaderName, Segment segment, @Nullable String error) {
        statements.together(() -> {
            Tracking locked = lock(applicationName, leaderName, segment)
                    .orElseThrow(() -> new OperationalException(
                            "The state of follower '%s' of leader '%s' (segment %s) is not recorded, since another worker is processing"
                                    .formatted(applicationName, leaderName, segment),
                            null));
            State failed = error == null ? State.RUNNING : State.STOPPED;
            return statements.run("record a follower's failure", connection -> {
                try (PreparedStatement update = connection.prepareStatement(statements.sql(SET_STATE))) {
                    update.setString(1, stored(locked.state() == State.PAUSED ? State.PAUSED : failed));
                    update.setString(2, error);
                    bind(update, 3, applicationName, leaderName, segment.number());
                    return update.executeUpdate();
                }
            });
        });
    }

    @Override
    public Optional<String> failure(String applicationName, String leaderName, int segment) {
        return text("last_error", applicationName, leaderName, segment);
    }

    @Override
    public void rememberEvent(Tracking tracking, String eventId) {
        requireTransaction();
        statements.run("remember the event of a follower's position", connection -> {
            try (PreparedStatement update = connection.prepareStatement(statements.sql(REMEMBER_EVENT))) {
                update.setString(1, eventId);
                bind(update, 2, tracking.applicationName(), tracking.leaderName(), tracking.segment());
                return update.executeUpdate();
            }
        });
    }

    @Override
    public Optional<String> rememberedEvent(String applicationName, String leaderName, int segment) {
        return text("event_id", applicationName, leaderName, segment);
    }

    private Optional<String> text(String column, String applicationName, String leaderName, int segment) {
        return statements.run("select what is stored about a follower", connection -> {
            try (PreparedStatement select = connection.prepareStatement(statements.sql(SELECT_ONE))) {
                bind(select, 1, applicationName, leaderName, segment);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.ofNullable(rows.getString(column)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void pause(String applicationName, String leaderName, int segments, boolean paused) {
        statements.together(() -> statements.run(paused ? "pause a follower" : "resume a follower", connection -> {
            Follower follower = new Follower(connection, applicationName, leaderName);
            if (follower.select(0).isEmpty()) {
                follower.begin(new Segment(0, segments));
            }
            follower.update(paused ? PAUSE : RESUME);
            return true;
        }));
    }

    @Override
    public void replaceSegments(String applicationName, String leaderName, int segments, long position) {
        requireTransaction();
        statements.run("replace a follower's segments", connection -> {
            Follower follower = new Follower(connection, applicationName, leaderName);
            State state = follower.select(0).map(row -> row.tracking().state()).orElse(State.RUNNING);
            follower.update(DELETE);
            for (int number = 0; number < segments; number++) {
                dialect.beginTracking(connection, statements.names(), applicationName, leaderName, number);
                follower.setSegments(new Segment(number, segments), position, state);
            }
            return true;
        });
    }

    private static Row row(ResultSet row, String applicationName, String leaderName, int segment)
            throws SQLException {
        State state = State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
        return new Row(
                new Tracking(applicationName, leaderName, segment, row.getLong("position"), state),
                row.getInt("segments"));
    }

    private static String stored(State state) {
        return state.name().toLowerCase(Locale.ROOT);
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
