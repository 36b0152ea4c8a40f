package io.eventsourcing.jdbc;

import java.sql.SQLException;
import java.util.Objects;

/** What MariaDB's error codes mean where its SQL states do not tell: most are HY000, the general error. */
final class MariaDbErrors {
    private MariaDbErrors() {}

    static SqlErrorKind kind(SQLException e) {
        return switch (e.getErrorCode()) {
            case 1062 -> SqlErrorKind.DUPLICATE;
            case 1205 -> SqlErrorKind.LOCKED; // lock wait time-out
            case 1153, 1071, 1366 -> SqlErrorKind.DATA; // packet too big, key too long, characters that are none
            case 1020, 1021, 1028, 1030, 1114, 1135, 1206 ->
                SqlErrorKind.TRANSIENT; // changed, disk or table or lock table full
            case 1053, 1317, 1927, 1969, 1290, 1836 ->
                SqlErrorKind.TRANSIENT; // shutting down, killed, timed out, read-only
            default -> ofState(e);
        };
    }

    private static SqlErrorKind ofState(SQLException e) {
        boolean general = Objects.requireNonNullElse(e.getSQLState(), "").equals("HY000");
        return general ? SqlErrorKind.OTHER : SqlErrorKind.of(e);
    }
}
