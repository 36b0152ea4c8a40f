package io.eventsourcing.jdbc;

import java.util.Objects;

/**
 * A migration that has not been run.
 *
 * @param version its number
 * @param description what it makes or changes, in a few words
 * @param sql what it runs, for the database and the names that were asked for
 */
public record PendingMigration(int version, String description, String sql) {
    public PendingMigration {
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(sql, "sql");
    }
}
