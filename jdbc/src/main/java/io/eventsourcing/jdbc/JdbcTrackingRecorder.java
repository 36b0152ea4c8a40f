package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.TrackedFollower;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.Tracking.State;
import io.eventsourcing.persistence.TrackingConflictException;
import io.eventsourcing.persistence.TrackingRecorder;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
    private static final String PAUSE = """
            UPDATE ${tables}followers SET state = 'paused', changed_at = ${now}
            WHERE application_name = ? AND leader_name = ?""";
    private static final String RESUME = """
            UPDATE ${tables}followers SET state = 'running', last_error = NULL, changed_at = ${now}
            WHERE application_name = ? AND leader_name = ?""";
    private static final String DELETE =
            "DELETE FROM ${tables}followers WHERE application_name = ? AND leader_name = ?";

    private final TrackingSql sql;
    private final Statements statements;
    private final String node;

    JdbcTrackingRecorder(Dialect dialect, Statements statements, TableNames names, String node) {
        this.sql = new TrackingSql(dialect, names);
        this.statements = statements;
        this.node = node;
    }

    @Override
    public Optional<Tracking> lock(String applicationName, String leaderName, Segment segment) {
        requireTransaction();
        try {
            return statements
                    .transactions()
                    .execute(
                            connection -> new FollowerRows(sql, connection, applicationName, leaderName).lock(segment));
        } catch (SQLException e) {
            if (statements.errors().is(SqlErrorKind.LOCKED, e)) {
                return Optional.empty();
            }
            throw statements.errors().translate("lock a follower's position", e);
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
            try (PreparedStatement move = connection.prepareStatement(sql.of(MOVE))) {
                move.setLong(1, position);
                move.setString(2, node);
                FollowerRows.bind(move, 3, read.applicationName(), read.leaderName(), read.segment());
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
            try (PreparedStatement select = connection.prepareStatement(sql.of(SELECT))) {
                select.setString(1, applicationName);
                select.setString(2, leaderName);
                try (ResultSet rows = select.executeQuery()) {
                    List<Tracking> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(FollowerRow.read(rows, applicationName, leaderName, rows.getInt("segment"))
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
            try (PreparedStatement select = connection.prepareStatement(sql.of(SELECT_ALL));
                    ResultSet rows = select.executeQuery()) {
                List<TrackedFollower> found = new ArrayList<>();
                while (rows.next()) {
                    FollowerRow row = FollowerRow.read(
                            rows,
                            rows.getString("application_name"),
                            rows.getString("leader_name"),
                            rows.getInt("segment"));
                    found.add(new TrackedFollower(
                            row.tracking(),
                            row.segments(),
                            rows.getString("last_error"),
                            rows.getString("node"),
                            sql.dialect().time(rows, "changed_at")));
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
                try (PreparedStatement update = connection.prepareStatement(sql.of(SET_STATE))) {
                    update.setString(1, FollowerRow.stored(locked.state() == State.PAUSED ? State.PAUSED : failed));
                    update.setString(2, error == null ? null : error.replace('\0', '\uFFFD'));
                    FollowerRows.bind(update, 3, applicationName, leaderName, segment.number());
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
        set("remember the event of a follower's position", REMEMBER_EVENT, tracking, eventId);
    }

    @Override
    public void replayUntil(Tracking tracking, long position) {
        set("remember up to where a follower replays", REPLAY_UNTIL, tracking, position);
    }

    private void set(String action, String update, Tracking tracking, Object value) {
        requireTransaction();
        statements.write(action, connection -> {
            try (PreparedStatement set = connection.prepareStatement(sql.of(update))) {
                set.setObject(1, value);
                FollowerRows.bind(set, 2, tracking.applicationName(), tracking.leaderName(), tracking.segment());
                return set.executeUpdate();
            }
        });
    }

    @Override
    public Optional<String> rememberedEvent(String applicationName, String leaderName, int segment) {
        return text("event_id", applicationName, leaderName, segment);
    }

    private Optional<String> text(String column, String applicationName, String leaderName, int segment) {
        return statements.read("select what is stored about a follower", connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql.of(FollowerRows.SELECT_ONE))) {
                FollowerRows.bind(select, 1, applicationName, leaderName, segment);
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
                    FollowerRows follower = new FollowerRows(sql, connection, applicationName, leaderName);
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
            FollowerRows follower = new FollowerRows(sql, connection, applicationName, leaderName);
            State state = follower.select(0).map(row -> row.tracking().state()).orElse(State.RUNNING);
            follower.update(DELETE);
            for (int number = 0; number < segments; number++) {
                follower.beginSegment(number);
                follower.setSegments(new Segment(number, segments), position, state);
            }
            return true;
        });
    }

    private static OperationalException busy(String applicationName, String leaderName) {
        return new OperationalException(
                "Follower '%s' of leader '%s' is just processing: try again".formatted(applicationName, leaderName),
                null);
    }

    private void requireTransaction() {
        if (!statements.transactions().active()) {
            throw new IllegalStateException("Tracking is locked and moved within a transaction");
        }
    }
}
