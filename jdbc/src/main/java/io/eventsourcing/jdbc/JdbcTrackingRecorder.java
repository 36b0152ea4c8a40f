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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Followers' positions in the table {@code followers}. Whoever begins a segment of a follower begins all of them,
 * and each row says how many there are: so two processes that disagree never both begin.
 */
final class JdbcTrackingRecorder implements TrackingRecorder {
    private static final String SELECT = """
            SELECT segment, position, state, segments, replay_until FROM ${tables}followers
            WHERE application_name = ? AND leader_name = ?
            ORDER BY segment""";
    private static final String SELECT_ONE = """
            SELECT segment, position, state, segments, replay_until, last_error, event_id FROM ${tables}followers
            WHERE application_name = ? AND leader_name = ? AND segment = ?""";
    private static final String SELECT_ALL = """
            SELECT application_name, leader_name, segment, position, state, segments, replay_until, last_error, node,
                changed_at
            FROM ${tables}followers
            ORDER BY application_name, leader_name, segment""";
    private static final String MOVE = """
            UPDATE ${tables}followers
            SET position = ?, state = CASE WHEN state = 'paused' THEN state ELSE 'running' END, last_error = NULL,
                node = ?, changed_at = ${now}
            WHERE application_name = ? AND leader_name = ? AND segment = ? AND position = ?""";
    private static final String REMEMBER_EVENT = """
            UPDATE ${tables}followers SET event_id = ?
            WHERE application_name = ? AND leader_name = ? AND segment = ?""";
    private static final String REPLAY_UNTIL = """
            UPDATE ${tables}followers SET replay_until = ?
            WHERE application_name = ? AND leader_name = ? AND segment = ?""";
    private static final String SET_STATE = """
            UPDATE ${tables}followers SET state = ?, last_error = ?, changed_at = ${now}
            WHERE application_name = ? AND leader_name = ? AND segment = ?""";
    private static final String SET_SEGMENTS = """
            UPDATE ${tables}followers SET segments = ?, position = ?, state = ?, changed_at = ${now}
            WHERE application_name = ? AND leader_name = ? AND segment = ?""";
    private static final String PAUSE = """
            UPDATE ${tables}followers SET state = 'paused', changed_at = ${now}
            WHERE application_name = ? AND leader_name = ?""";
    private static final String RESUME = """
            UPDATE ${tables}followers SET state = 'running', last_error = NULL, changed_at = ${now}
            WHERE application_name = ? AND leader_name = ?""";
    private static final String DELETE =
            "DELETE FROM ${tables}followers WHERE application_name = ? AND leader_name = ?";

    /** A row, as far as it decides what may be done. */
    private record Row(Tracking tracking, int segments) {
        /** Whether it is as the dialect makes it: whoever processes moves it in the transaction that begins it. */
        boolean isNew() {
            return tracking.position() == 0 && tracking.state() == State.RUNNING && segments == 1;
        }
    }

    private final Dialect dialect;
    private final Statements statements;
    private final TableNames names;
    private final String node;

    JdbcTrackingRecorder(Dialect dialect, Statements statements, TableNames names, String node) {
        this.dialect = dialect;
        this.statements = statements;
        this.names = names;
        this.node = node;
    }

    @Override
    public Optional<Tracking> lock(String applicationName, String leaderName, Segment segment) {
        requireTransaction();
        try {
            return statements
                    .transactions()
                    .execute(connection -> new Follower(connection, applicationName, leaderName).lock(segment));
        } catch (SQLException e) {
            if (statements.errors().is(SqlErrorKind.LOCKED, e)) {
                return Optional.empty();
            }
            throw statements.errors().translate("lock a follower's position", e);
        }
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

        Optional<Tracking> lock(Segment segment) throws SQLException {
            Optional<Row> locked = tryLock(segment.number());
            if (locked.isEmpty()) {
                Optional<Row> first = select(0);
                first.ifPresent(row -> refuseOther(row, segment));
                if (first.isEmpty()) {
                    begin(segment.count());
                    locked = tryLock(segment.number());
                }
            }
            locked.ifPresent(row -> refuseOther(row, segment));
            return locked.map(Row::tracking);
        }

        Optional<Row> tryLock(int segment) throws SQLException {
            return one(dialect.lockTracking(names), segment);
        }

        Optional<Row> select(int segment) throws SQLException {
            return one(sql(SELECT_ONE), segment);
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

        /** Begins all the segments, unless another transaction does, or has just done so. */
        void begin(int segments) throws SQLException {
            beginSegment(0);
            boolean begun = tryLock(0).filter(Row::isNew).isPresent();
            if (begun && segments > 1) {
                setSegments(new Segment(0, segments), 0, State.RUNNING);
                for (int number = 1; number < segments; number++) {
                    beginSegment(number);
                    setSegments(new Segment(number, segments), 0, State.RUNNING);
                }
            }
        }

        void beginSegment(int number) throws SQLException {
            dialect.beginTracking(connection, names, applicationName, leaderName, number);
        }

        void setSegments(Segment segment, long position, State state) throws SQLException {
            try (PreparedStatement update = connection.prepareStatement(sql(SET_SEGMENTS))) {
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

        int update(String sql) throws SQLException {
            try (PreparedStatement update = connection.prepareStatement(sql(sql))) {
                update.setString(1, applicationName);
                update.setString(2, leaderName);
                return update.executeUpdate();
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
        return statements.read("select a follower's positions", connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql(SELECT))) {
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
        return statements.read("select the followers", connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql(SELECT_ALL));
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
                            dialect.time(rows, "changed_at")));
                }
                return found;
            }
        });
    }

    @Override
    public void recordFailure(String applicationName, String leaderName, Segment segment, @Nullable String error) {
        statements.transactions().required(() -> {
            Tracking locked =
                    lock(applicationName, leaderName, segment).orElseThrow(() -> busy(applicationName, leaderName));
            State failed = error == null ? State.RUNNING : State.STOPPED;
            return statements.write("record a follower's failure", connection -> {
                try (PreparedStatement update = connection.prepareStatement(sql(SET_STATE))) {
                    update.setString(1, stored(locked.state() == State.PAUSED ? State.PAUSED : failed));
                    update.setString(2, error == null ? null : error.replace('\0', '\uFFFD'));
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
        statements.write("remember the event of a follower's position", connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql(REMEMBER_EVENT))) {
                update.setString(1, eventId);
                bind(update, 2, tracking.applicationName(), tracking.leaderName(), tracking.segment());
                return update.executeUpdate();
            }
        });
    }

    @Override
    public void replayUntil(Tracking tracking, long position) {
        requireTransaction();
        statements.write("remember up to where a follower replays", connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql(REPLAY_UNTIL))) {
                update.setLong(1, position);
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
        return statements.read("select what is stored about a follower", connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql(SELECT_ONE))) {
                bind(select, 1, applicationName, leaderName, segment);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.ofNullable(rows.getString(column)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void pause(String applicationName, String leaderName, int segments, boolean paused) {
        statements
                .transactions()
                .required(() -> statements.write(paused ? "pause a follower" : "resume a follower", connection -> {
                    Follower follower = new Follower(connection, applicationName, leaderName);
                    if (follower.select(0).isEmpty()) {
                        follower.begin(segments);
                    }
                    if (follower.update(paused ? PAUSE : RESUME) == 0) {
                        throw busy(applicationName, leaderName);
                    }
                    return true;
                }));
    }

    @Override
    public void replaceSegments(String applicationName, String leaderName, int segments, long position) {
        requireTransaction();
        statements.write("replace a follower's segments", connection -> {
            Follower follower = new Follower(connection, applicationName, leaderName);
            State state = follower.select(0).map(row -> row.tracking().state()).orElse(State.RUNNING);
            follower.update(DELETE);
            for (int number = 0; number < segments; number++) {
                follower.beginSegment(number);
                follower.setSegments(new Segment(number, segments), position, state);
            }
            return true;
        });
    }

    private static Row row(ResultSet row, String applicationName, String leaderName, int segment) throws SQLException {
        State state = State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
        return new Row(
                new Tracking(
                        applicationName,
                        leaderName,
                        segment,
                        row.getLong("position"),
                        state,
                        row.getLong("replay_until")),
                row.getInt("segments"));
    }

    private static String stored(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static OperationalException busy(String applicationName, String leaderName) {
        return new OperationalException(
                "Follower '%s' of leader '%s' is just processing: try again".formatted(applicationName, leaderName),
                null);
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
