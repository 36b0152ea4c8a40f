package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.SegmentsException;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.Tracking.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The rows of one follower of one leader, on a connection. */
final class FollowerRows {
    static final String SELECT_ONE = """
            SELECT segment, position, state, segments, replay_until, last_error, event_id FROM ${tables}followers
            WHERE application_name = ? AND leader_name = ? AND segment = ?""";
    private static final String SET_SEGMENTS = """
            UPDATE ${tables}followers SET segments = ?, position = ?, state = ?, changed_at = ${now}
            WHERE application_name = ? AND leader_name = ? AND segment = ?""";

    private final TrackingSql sql;
    private final Connection connection;
    private final String applicationName;
    private final String leaderName;

    FollowerRows(TrackingSql sql, Connection connection, String applicationName, String leaderName) {
        this.sql = sql;
        this.connection = connection;
        this.applicationName = applicationName;
        this.leaderName = leaderName;
    }

    Optional<Tracking> lock(Segment segment) throws SQLException {
        Optional<FollowerRow> locked = tryLock(segment.number());
        if (locked.isEmpty()) {
            Optional<FollowerRow> first = select(0);
            first.ifPresent(row -> refuseOther(row, segment));
            if (first.isEmpty()) {
                begin(segment.count());
                locked = tryLock(segment.number());
            }
        }
        locked.ifPresent(row -> refuseOther(row, segment));
        return locked.map(FollowerRow::tracking);
    }

    private Optional<FollowerRow> tryLock(int segment) throws SQLException {
        return one(sql.lock(), segment);
    }

    Optional<FollowerRow> select(int segment) throws SQLException {
        return one(sql.of(SELECT_ONE), segment);
    }

    private Optional<FollowerRow> one(String query, int segment) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            bind(select, 1, applicationName, leaderName, segment);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(FollowerRow.read(rows, applicationName, leaderName, segment))
                        : Optional.empty();
            }
        }
    }

    /** Begins all the segments, unless another transaction does, or has just done so. */
    void begin(int segments) throws SQLException {
        beginSegment(0);
        boolean begun = tryLock(0).filter(FollowerRow::isNew).isPresent();
        if (begun && segments > 1) {
            setSegments(new Segment(0, segments), 0, State.RUNNING);
            for (int number = 1; number < segments; number++) {
                beginSegment(number);
                setSegments(new Segment(number, segments), 0, State.RUNNING);
            }
        }
    }

    void beginSegment(int number) throws SQLException {
        sql.dialect().beginTracking(connection, sql.names(), applicationName, leaderName, number);
    }

    void setSegments(Segment segment, long position, State state) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql.of(SET_SEGMENTS))) {
            update.setInt(1, segment.count());
            update.setLong(2, position);
            update.setString(3, FollowerRow.stored(state));
            bind(update, 4, applicationName, leaderName, segment.number());
            update.executeUpdate();
        }
    }

    private void refuseOther(FollowerRow row, Segment segment) {
        if (row.segments() != segment.count()) {
            throw new SegmentsException(applicationName, leaderName, row.segments(), segment.count());
        }
    }

    /** Changes all the rows; returns how many there were. */
    int update(String change) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql.of(change))) {
            update.setString(1, applicationName);
            update.setString(2, leaderName);
            return update.executeUpdate();
        }
    }

    static void bind(PreparedStatement statement, int first, String applicationName, String leaderName, int segment)
            throws SQLException {
        statement.setString(first, applicationName);
        statement.setString(first + 1, leaderName);
        statement.setInt(first + 2, segment);
    }
}
