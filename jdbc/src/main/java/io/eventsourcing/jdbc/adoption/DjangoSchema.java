package io.eventsourcing.jdbc.adoption;

import io.eventsourcing.jdbc.Dialect;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.jdbc.SchemaException;
import io.eventsourcing.jdbc.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Makes Django's tables those of the library: the migrations are run, but in place of those two tables that are there
 * already, columns are added that Django's inserts satisfy. All of it is one transaction.
 *
 * <p>The time of what is there is within the states, so its column says 1970 until they are read. A later row of Django's
 * gets the time of its transaction. Snapshots, whose id Django calls {@code uid}, get it under its name here as well.
 */
final class DjangoSchema {
    private static final List<String> EXPECTED = List.of(
            "SELECT id, application_name, originator_id, originator_version, topic, state FROM ${tables}stored_events WHERE 1 = 0",
            "SELECT uid, application_name, originator_id, originator_version, topic, state FROM ${tables}snapshots WHERE 1 = 0",
            "SELECT application_name, upstream_application_name, notification_id FROM ${tables}notification_tracking WHERE 1 = 0");

    private static final List<String> POSTGRESQL_COLUMNS =
            List.of("""
            ALTER TABLE ${table}
                ADD COLUMN originator_topic text,
                ADD COLUMN metadata text,
                ADD COLUMN recorded_at timestamp with time zone DEFAULT '1970-01-01 00:00:00Z' NOT NULL""", "ALTER TABLE ${table} ALTER COLUMN recorded_at SET DEFAULT CURRENT_TIMESTAMP");
    private static final List<String> POSTGRESQL_SNAPSHOT_ID = List.of(
            "ALTER TABLE ${tables}snapshots ADD COLUMN id bigint GENERATED ALWAYS AS (uid) STORED",
            "CREATE INDEX ${prefix}snapshots_id_ix ON ${tables}snapshots (application_name, id)");

    private static final List<String> SQLITE_COLUMNS = List.of(
            "ALTER TABLE ${table} ADD COLUMN originator_topic text",
            "ALTER TABLE ${table} ADD COLUMN metadata text",
            "ALTER TABLE ${table} ADD COLUMN recorded_at text NOT NULL DEFAULT '1970-01-01 00:00:00.000000'",
            """
            CREATE TRIGGER ${table}_recorded_at AFTER INSERT ON ${table}
            WHEN NEW.recorded_at = '1970-01-01 00:00:00.000000'
            BEGIN
                UPDATE ${table} SET recorded_at = strftime('%Y-%m-%d %H:%M:%f000', 'now') WHERE rowid = NEW.rowid;
            END""");
    private static final List<String> SQLITE_SNAPSHOT_ID =
            List.of("ALTER TABLE ${tables}snapshots ADD COLUMN id integer GENERATED ALWAYS AS (uid) VIRTUAL");

    /** What Django's own indexes do already. */
    private static final List<String> THERE_ALREADY =
            List.of("stored_events_originator_uk\n", "stored_events_notification_ix ", "snapshots_originator_uk\n");

    private final DataSource dataSource;
    private final Dialect dialect;
    private final TableNames names;

    DjangoSchema(DataSource dataSource, Dialect dialect, TableNames names) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.names = names;
    }

    /** Does what has not been done yet. */
    void complete() {
        int installed = installed();
        if (installed < 0) {
            return;
        }
        List<String> statements = statements(Migrations.ddl(dialect, names, installed));
        if (installed == 0) {
            dialect.settledHead(dataSource, names).read();
            statements =
                    statements.stream().flatMap(sql -> adapted(sql).stream()).toList();
        }
        run(installed == 0 ? expected() : List.of(), statements);
    }

    /** The version of the tables, 0 if they are as Django made them, -1 if nothing is to be done. */
    private int installed() {
        try {
            Migrations.check(dataSource, dialect, names);
            return -1;
        } catch (SchemaException e) {
            return e.installed();
        }
    }

    private List<String> expected() {
        return EXPECTED.stream().map(names::sql).toList();
    }

    private static List<String> statements(String script) {
        return Arrays.stream(script.split(";\\s*(\n|$)"))
                .filter(sql -> !sql.isBlank())
                .toList();
    }

    private List<String> adapted(String migration) {
        Map<String, Boolean> tables = Map.of("stored_events", false, "snapshots", true);
        for (Map.Entry<String, Boolean> table : tables.entrySet()) {
            if (migration.contains("CREATE TABLE %s (".formatted(names.table(table.getKey())))) {
                return added(table.getKey(), table.getValue());
            }
        }
        boolean there = THERE_ALREADY.stream().anyMatch(migration::contains);
        return there ? List.of() : List.of(migration);
    }

    private List<String> added(String table, boolean withId) {
        boolean postgresql = isPostgreSql(dialect);
        List<String> sql = new ArrayList<>(postgresql ? POSTGRESQL_COLUMNS : SQLITE_COLUMNS);
        if (withId) {
            sql.addAll(postgresql ? POSTGRESQL_SNAPSHOT_ID : SQLITE_SNAPSHOT_ID);
        }
        return sql.stream()
                .map(one -> names.sql(one).replace("${table}", names.table(table)))
                .toList();
    }

    /** @throws AdoptionException if there is no way to do this in a database */
    static void requireSupported(Dialect dialect) {
        if (!isPostgreSql(dialect) && !dialect.product().equals("SQLite")) {
            throw new AdoptionException(
                    "Tables in %s are not adopted in place: copy them with Adoption.copying"
                            .formatted(dialect.product()),
                    null);
        }
    }

    private static boolean isPostgreSql(Dialect dialect) {
        return dialect.product().equals("PostgreSQL");
    }

    private void run(List<String> queries, List<String> statements) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            dialect.begin(connection);
            try (Statement statement = connection.createStatement()) {
                require(statement, queries);
                for (String sql : statements) {
                    statement.executeUpdate(sql);
                }
                connection.commit();
            } catch (Throwable e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw new AdoptionException(
                    "Django's tables could not be completed, nothing was changed: " + e.getMessage(), e);
        }
    }

    private static void require(Statement statement, List<String> queries) {
        for (String query : queries) {
            try {
                statement.executeQuery(query).close();
            } catch (SQLException e) {
                throw new AdoptionException(
                        "The tables of eventsourcing-django are not there as they are expected: " + e.getMessage(), e);
            }
        }
    }
}
