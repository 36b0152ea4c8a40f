package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.PersistenceException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the library's tables up to date with Flyway, which has to be on the class path. They have a history of their own,
 * so the application's migrations, by Flyway or Liquibase, are not disturbed. The scripts are in
 * {@link Dialect#migrations()} for those who run them otherwise.
 */
public final class Migrations {
    /** The table in which Flyway remembers what it did. */
    public static final String HISTORY_TABLE = "eventsourcing_schema_history";

    private Migrations() {}

    /**
     * Makes or updates the tables in the data source's default schema.
     *
     * @return how many migrations were run
     * @throws PersistenceException if one fails
     */
    public static int migrate(DataSource dataSource) {
        return migrate(dataSource, Dialects.of(dataSource));
    }

    /** Makes or updates the tables of a database that speaks a dialect. */
    public static int migrate(DataSource dataSource, Dialect dialect) {
        try {
            return Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:" + dialect.migrations())
                    .table(HISTORY_TABLE)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .failOnMissingLocations(true)
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException e) {
            throw new PersistenceException("The tables could not be made or updated: " + e.getMessage(), e);
        }
    }
}
