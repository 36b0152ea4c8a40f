package io.eventsourcing.jdbc;

import java.sql.SQLException;
import java.util.Objects;

/** What SQLite's result codes mean; its driver has no SQL states. */
final class SqliteErrors {
    private SqliteErrors() {}

    static SqlErrorKind kind(SQLException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        return switch (e.getErrorCode() & 0xff) {
            case 1 -> message.contains("no such table") ? SqlErrorKind.MISSING_TABLE : SqlErrorKind.OTHER;
            case 5, 6 -> SqlErrorKind.LOCKED; // BUSY, LOCKED
            case 7, 9, 10, 13, 14, 15 -> SqlErrorKind.TRANSIENT; // NOMEM, INTERRUPT, IOERR, FULL, CANTOPEN, PROTOCOL
            case 18, 20 -> SqlErrorKind.DATA; // TOOBIG, MISMATCH
            case 19 -> message.contains("UNIQUE constraint failed") ? SqlErrorKind.DUPLICATE : SqlErrorKind.OTHER;
            default -> SqlErrorKind.of(e);
        };
    }
}
