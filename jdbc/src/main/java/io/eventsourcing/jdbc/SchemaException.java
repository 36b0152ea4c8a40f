package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.PersistenceException;
import org.jspecify.annotations.Nullable;

/** The library's tables are missing, or older than the code. The message says which version is there and what to run. */
public final class SchemaException extends PersistenceException {
    private static final long serialVersionUID = 1L;

    private final int installed;
    private final int needed;

    private SchemaException(String message, int installed, int needed, @Nullable Throwable cause) {
        super(message, cause);
        this.installed = installed;
        this.needed = needed;
    }

    static SchemaException of(InstalledSchema schema) {
        int installed = schema.complete();
        int needed = MigrationScript.ALL.getLast().version();
        String table = schema.names().table("eventsourcing_schema");
        String problem = installed == 0
                ? "The event sourcing tables are not there, or not to be read (%s), and version %d is needed"
                        .formatted(table, needed)
                : "The event sourcing tables are too old: %s is at version %d, and version %d is needed"
                        .formatted(table, installed, needed);
        String remedy =
                ". Have them migrated at start (in Spring Boot eventsourcing.schema.migration=auto, otherwise Migrations.migrate), with Flyway or Liquibase on the class path; or run the SQL that Migrations.ddl gives for %s%s"
                        .formatted(schema.dialect().product(), installed == 0 ? "" : " after version " + installed);
        Throwable cause = schema.failure();
        String reason = cause == null ? "" : ". The database says: " + cause.getMessage();
        return new SchemaException(problem + remedy + reason, installed, needed, cause);
    }

    /** The version that is installed, 0 if there is none. */
    public int installed() {
        return installed;
    }

    /** The version that this code needs. */
    public int needed() {
        return needed;
    }
}
