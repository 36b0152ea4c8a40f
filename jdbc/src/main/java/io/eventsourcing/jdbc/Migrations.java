package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Brings the library's tables up to date, with Flyway or Liquibase, whichever is on the class path, or prints the SQL for
 * somebody else to run. All three run the same scripts and end with the same tables. The tools keep histories of their own
 * there, so the application's migrations are not disturbed, whatever tool these use.
 */
public final class Migrations {
    /** The table in which Flyway remembers what it did; the prefix comes before it. */
    public static final String HISTORY_TABLE = "eventsourcing_schema_history";

    static final String CREATE_SCHEMA = "CREATE SCHEMA IF NOT EXISTS %s";

    private Migrations() {}

    /**
     * Makes or updates the tables in the data source's default schema, with no prefix.
     *
     * @return how many migrations were run
     * @throws PersistenceException if one fails, or if they have to be run and no tool is on the class path
     */
    public static int migrate(DataSource dataSource) {
        return migrate(dataSource, TableNames.defaults());
    }

    /**
     * Makes or updates the tables of these names, and their schema.
     *
     * @return how many migrations were run
     * @throws PersistenceException if one fails, or if they have to be run and no tool is on the class path
     * @throws IllegalArgumentException if the names are too long for the database, or if it has no schemas
     */
    public static int migrate(DataSource dataSource, TableNames names) {
        return migrate(dataSource, Dialects.of(dataSource), names);
    }

    /** Makes or updates the tables of a database that speaks a dialect. */
    public static int migrate(DataSource dataSource, Dialect dialect, TableNames names) {
        InstalledSchema installed = installed(dataSource, dialect, names);
        if (installed.upToDate()) {
            return 0;
        }
        return run(MigrationTool.find().orElseThrow(() -> SchemaException.of(installed)), dataSource, installed);
    }

    /**
     * Makes or updates the tables with one of the tools. Where the tables are up to date, however they became so, nothing
     * is done.
     *
     * @throws PersistenceException if a migration fails, or if the tool is not on the class path
     */
    public static int migrate(DataSource dataSource, Dialect dialect, TableNames names, MigrationTool tool) {
        tool.requireAvailable();
        InstalledSchema installed = installed(dataSource, dialect, names);
        return installed.upToDate() ? 0 : run(tool, dataSource, installed);
    }

    private static int run(MigrationTool tool, DataSource dataSource, InstalledSchema before) {
        prepare(dataSource, before.dialect());
        tool.run(dataSource, before);
        InstalledSchema after = InstalledSchema.read(dataSource, before.dialect(), before.names());
        after.requireUpToDate();
        return after.versions().size() - before.versions().size();
    }

    private static void prepare(DataSource dataSource, Dialect dialect) {
        try (HeadConnection connection = HeadConnection.open(dataSource)) {
            dialect.check(connection.connection());
            dialect.prepare(connection.connection());
        } catch (SQLException e) {
            throw new SqlErrors(dialect).translate("prepare for the tables", e);
        }
    }

    private static InstalledSchema installed(DataSource dataSource, Dialect dialect, TableNames names) {
        names.requireFit(dialect);
        return InstalledSchema.read(dataSource, dialect, names);
    }

    /**
     * The migrations that {@link #migrate} would run, in their order; none if the tables are up to date. Changes nothing.
     *
     * @throws io.eventsourcing.persistence.OperationalException if the database cannot be reached
     * @throws IllegalArgumentException if the names are too long for the database, or if it has no schemas
     */
    public static List<PendingMigration> pending(DataSource dataSource, Dialect dialect, TableNames names) {
        InstalledSchema installed = installed(dataSource, dialect, names);
        String schema = installed.versions().isEmpty() ? createSchema(names) : "";
        return MigrationScript.ALL.stream()
                .filter(script -> !installed.versions().contains(script.version()))
                .map(script -> new PendingMigration(
                        script.version(),
                        script.description(),
                        (script == MigrationScript.ALL.getFirst() ? schema : "") + script.sql(dialect, names)))
                .toList();
    }

    private static String createSchema(TableNames names) {
        String schema = names.schema();
        return schema == null ? "" : CREATE_SCHEMA.formatted(schema) + ";\n\n";
    }

    /**
     * The SQL that makes the tables, and their schema if it has a name, for somebody else to run.
     *
     * @throws IllegalArgumentException if the names are too long for the database, or if it has no schemas
     */
    public static String ddl(Dialect dialect, TableNames names) {
        return createSchema(names) + ddl(dialect, names, 0);
    }

    /**
     * The SQL that updates tables from one version to the newest.
     *
     * @param after the version that is there, as {@link SchemaException#installed()} tells
     * @throws IllegalArgumentException if the names are too long for the database, or if it has no schemas
     */
    public static String ddl(Dialect dialect, TableNames names, int after) {
        names.requireFit(dialect);
        return MigrationScript.ALL.stream()
                .filter(script -> script.version() > after)
                .flatMap(script -> Stream.of("-- Version " + script.version(), script.sql(dialect, names)))
                .collect(Collectors.joining("\n"));
    }

    /**
     * Accepts tables that this code can work with: of its version or a newer one, made by whatever means. One query.
     *
     * @throws SchemaException if they are missing or older
     * @throws io.eventsourcing.persistence.OperationalException if the database cannot be reached
     */
    public static void check(DataSource dataSource, Dialect dialect, TableNames names) {
        InstalledSchema.read(dataSource, dialect, names).requireUpToDate();
    }
}
