package io.eventsourcing.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a MariaDB server must be, and be set to. */
final class MariaDbSettings {
    private static final String SETTINGS = "SELECT @@sql_mode, @@auto_increment_increment, version()";

    private MariaDbSettings() {}

    static void check(Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        int minor = connection.getMetaData().getDatabaseMinorVersion();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SETTINGS)) {
            row.next();
            if (major < 10 || (major == 10 && minor < 7)) {
                throw refused("The server is %s: MariaDB 10.7 or later is needed, for the type uuid"
                        .formatted(row.getString(3)));
            }
            if (!row.getString(1).contains("STRICT_")) {
                throw refused(
                        "sql_mode is '%s', in which texts that are too long are cut off silently: add STRICT_TRANS_TABLES"
                                .formatted(row.getString(1)));
            }
            if (row.getLong(2) != 1) {
                throw refused(
                        "auto_increment_increment is %d, which leaves holes that followers would have to seal one by one: set it to 1"
                                .formatted(row.getLong(2)));
            }
        }
    }

    private static UnsupportedDatabaseException refused(String why) {
        return new UnsupportedDatabaseException(why);
    }
}
