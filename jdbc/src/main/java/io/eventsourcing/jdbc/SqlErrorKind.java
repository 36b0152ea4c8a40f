package io.eventsourcing.jdbc;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Set;

/** What an error of a database means to those who act on it. */
public enum SqlErrorKind {
    /** A unique key is taken. */
    DUPLICATE,
    /** Another transaction holds what is asked for, and waiting for it has ended. */
    LOCKED,
    /** The database has rolled the transaction back in favour of another: deadlock, serialization failure. */
    ROLLED_BACK,
    /** It may succeed when begun again: connection lost, time-out, no space. */
    TRANSIENT,
    /** A value does not fit its column. */
    DATA,
    /** A table does not exist. */
    MISSING_TABLE,
    /** Anything else. */
    OTHER;

    private static final Set<String> ROLLED_BACK_STATES = Set.of("40001", "40P01");
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "55", "57", "58", "HY");
    private static final Set<String> ENDED_BY_TIMEOUT = Set.of("25P03", "25P04");
    private static final Set<String> LOCK_TIMEOUTS = Set.of("55P03", "HYT00");
    private static final Set<String> MISSING_TABLES = Set.of("42P01", "42S02", "42S03", "42S04");
    private static final Set<String> DATA_CLASSES = Set.of("22", "54");

    /** Whether the error may be gone when the same work is begun again. */
    public boolean mayPass() {
        return this == LOCKED || this == ROLLED_BACK || this == TRANSIENT;
    }

    /** The kind that the SQL state and the class of an exception tell. */
    public static SqlErrorKind of(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        String stateClass = state.length() == 5 ? state.substring(0, 2) : "";
        if (state.equals("23505")) {
            return DUPLICATE;
        }
        if (LOCK_TIMEOUTS.contains(state)) {
            return LOCKED;
        }
        if (ROLLED_BACK_STATES.contains(state)) {
            return ROLLED_BACK;
        }
        if (MISSING_TABLES.contains(state)) {
            return MISSING_TABLE;
        }
        if (TRANSIENT_CLASSES.contains(stateClass) || ENDED_BY_TIMEOUT.contains(state) || isTransient(e)) {
            return TRANSIENT;
        }
        return DATA_CLASSES.contains(stateClass) ? DATA : OTHER;
    }

    private static boolean isTransient(SQLException e) {
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || e instanceof SQLNonTransientConnectionException;
    }
}
