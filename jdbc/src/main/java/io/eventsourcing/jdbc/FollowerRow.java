package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.Tracking.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** A row of the table {@code followers}, as far as it decides what may be done. */
record FollowerRow(Tracking tracking, int segments) {
    static FollowerRow read(ResultSet row, String applicationName, String leaderName, int segment) throws SQLException {
        State state = State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
        return new FollowerRow(
                new Tracking(
                        applicationName,
                        leaderName,
                        segment,
                        row.getLong("position"),
                        state,
                        row.getLong("replay_until")),
                row.getInt("segments"));
    }

    static String stored(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is as the dialect makes it: whoever processes moves it in the transaction that begins it. */
    boolean isNew() {
        return tracking.position() == 0 && tracking.state() == State.RUNNING && segments == 1;
    }
}
