package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the library's tables up to date with Flyway, which has to be on the class path. They have a history of their own,
 * so the application's migrations, by Flyway or Liquibase, are not disturbed. The scripts are in
 * {@link Dialect#migrations()} for those who run them otherwise.
 */
public final class Migrations {
    /** The table in which Flyway remembers what it did; the prefix comes before it. */
    public static final String HISTORY_TABLE = "eventsourcing_schema_history";

    private Migrations() {}

    /**
     * Makes or updates the tables in the data source's default schema, with no prefix.
     *
     * @return how many migrations were run
     * @throws PersistenceException if one fails
     */
    public static int migrate(DataSource dataSource) {
        return migrate(dataSource, TableNames.defaults());
    }

    /**
     * Makes or updates the tables of these names, and their schema.
     *
     * @return how many migrations were run
     * @throws PersistenceException if one fails
     * @throws IllegalArgumentException if the names are too long for the database
     */
    public static int migrate(DataSource dataSource, TableNames names) {
        return migrate(dataSource, Dialects.of(dataSource), names);
    }

    /** Makes or updates the tables of a database that speaks a dialect. */
    public static int migrate(DataSource dataSource, Dialect dialect, TableNames names) {
        names.requireShortEnough(dialect);
        prepare(dataSource, dialect);
        try {
            FluentConfiguration flyway = Flyway.configure();
            String schema = names.schema();
            if (schema != null) {
                flyway.defaultSchema(folded(dataSource, schema));
            }
            return flyway.dataSource(dataSource)
                    .locations("classpath:" + dialect.migrations())
                    .table(names.prefix() + HISTORY_TABLE)
                    .placeholders(Map.of("tables", names.table(""), "prefix", names.prefix()))
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

    private static void prepare(DataSource dataSource, Dialect dialect) {
        try (HeadConnection connection = HeadConnection.open(dataSource)) {
            dialect.prepare(connection.connection());
        } catch (SQLException e) {
            throw new SqlErrors(dialect).translate("prepare for the tables", e);
        }
    }

    /** The schema as the catalogue has it: Flyway quotes names. */
    private static String folded(DataSource dataSource, String name) {
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData rules = connection.getMetaData();
            if (rules.storesUpperCaseIdentifiers()) {
                return name.toUpperCase(Locale.ROOT);
            }
            return rules.storesLowerCaseIdentifiers() ? name.toLowerCase(Locale.ROOT) : name;
        } catch (SQLException e) {
            throw new OperationalException("The database cannot be reached: " + e.getMessage(), e);
        }
    }
}
