package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.OperationalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationsTest {
    /** Kept, since loggers of the JDK are forgotten with their levels. */
    private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

    private static final Path SCRIPTS = Path.of("src/main/resources/io/eventsourcing/jdbc/migration");
    private static final List<Dialect> DIALECTS =
            List.of(Dialects.h2(), Dialects.postgresql(), Dialects.mariadb(), Dialects.sqlite());
    private static final List<TableNames> NAMES = List.of(
            TableNames.defaults(),
            new TableNames(null, "app_"),
            new TableNames("es", ""),
            new TableNames("ES", "App_"));

    @BeforeAll
    static void quietLiquibase() {
        LIQUIBASE.setLevel(Level.WARNING);
    }

    static Stream<TestDatabase> databases() {
        return Stream.of(TestDatabase.POSTGRESQL, TestDatabase.MARIADB, TestDatabase.SQLITE_FILE, TestDatabase.H2);
    }

    /** For MariaDB, where making a schema takes longest, only the first and the last of the names. */
    static Stream<Arguments> databasesAndNames() {
        return Stream.of(TestDatabase.values())
                .flatMap(database -> NAMES.stream()
                        .filter(names -> database != TestDatabase.MARIADB
                                || names == NAMES.getFirst()
                                || names == NAMES.getLast())
                        .map(names -> arguments(database, names)));
    }

    static Stream<Arguments> databasesAndTools() {
        return databases()
                .flatMap(database -> Stream.of(MigrationTool.values()).map(tool -> arguments(database, tool)));
    }

    private static int migrate(HikariDataSource dataSource, TableNames names, MigrationTool tool) {
        return Migrations.migrate(dataSource, Dialects.of(dataSource), names, tool);
    }

    private static void byHand(HikariDataSource dataSource, TableNames names) throws SQLException {
        script(dataSource, Migrations.ddl(Dialects.of(dataSource), names));
    }

    /** Statement by statement, as a database's own prompt does it. */
    private static void script(HikariDataSource dataSource, String sql) throws SQLException {
        for (String statement : sql.split(";\\s*(\n|$)")) {
            execute(dataSource, statement);
        }
    }

    private static void execute(HikariDataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> tables(HikariDataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            List<String> found = new ArrayList<>();
            while (tables.next()) {
                found.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
            return found;
        }
    }

    private static String place(HikariDataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getCatalog() + "/" + connection.getSchema();
        }
    }

    private static int rows(HikariDataSource dataSource, String table) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getInt(1);
        }
    }

    @ParameterizedTest
    @MethodSource("databasesAndNames")
    void flywayLiquibaseAndPrintedSqlMakeTheSameSchema(TestDatabase database, TableNames wanted) throws SQLException {
        List<List<String>> schemas = new ArrayList<>();
        int all = MigrationScript.ALL.size();
        for (MigrationTool tool : MigrationTool.values()) {
            TableNames names = database.names(wanted);
            try (HikariDataSource dataSource = database.open()) {
                String place = place(dataSource);
                assertThat(migrate(dataSource, names, tool)).isEqualTo(all);
                assertThat(place(dataSource)).isEqualTo(place);
                schemas.add(SchemaDescription.of(dataSource, names));
                requireWhole(dataSource, names);
            }
        }
        TableNames names = database.names(wanted);
        try (HikariDataSource hand = database.open()) {
            byHand(hand, names);
            schemas.add(SchemaDescription.of(hand, names));
            requireWhole(hand, names);
        }
        assertThat(schemas.getFirst())
                .hasSizeGreaterThan(10)
                .anyMatch(line -> line.toLowerCase(Locale.ROOT)
                        .contains(names.prefix().toLowerCase(Locale.ROOT) + "stored_events_as_text"));
        assertThat(schemas).allSatisfy(schema -> assertThat(schema).isEqualTo(schemas.getFirst()));
    }

    private static void requireWhole(HikariDataSource dataSource, TableNames names) throws SQLException {
        JdbcPersistence persistence =
                JdbcPersistence.builder(dataSource).tables(names).build();
        List<Long> ids = persistence.eventRecorder().insertEvents(RandomWriters.events(new Random(1)));
        assertThat(persistence.settledHead().read()).isEqualTo(ids.getLast());
        assertThat(rows(dataSource, names.table("stored_events_as_text"))).isEqualTo(ids.size());
        for (MigrationTool tool : MigrationTool.values()) {
            assertThat(migrate(dataSource, names, tool)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("databasesAndTools")
    void aToolTakesOverWhatWasInstalledByHand(TestDatabase database, MigrationTool tool) throws SQLException {
        try (HikariDataSource dataSource = database.open()) {
            TableNames names = TableNames.defaults();
            byHand(dataSource, names);
            List<String> before = SchemaDescription.of(dataSource, names);
            tool.run(dataSource, InstalledSchema.read(dataSource, Dialects.of(dataSource), names));
            assertThat(SchemaDescription.of(dataSource, names)).isEqualTo(before);
            assertThat(tables(dataSource)).anyMatch(table -> table.matches("eventsourcing_(schema_history|changelog)"));
        }
    }

    @ParameterizedTest
    @MethodSource("databasesAndTools")
    void anOlderSchemaMadeByHandIsRefusedAndBroughtUpToDateByToolOrHand(TestDatabase database, MigrationTool tool)
            throws SQLException {
        TableNames toolsNames = database.names(new TableNames("es", "app_"));
        TableNames handsNames = database.names(new TableNames("es", "app_"));
        try (HikariDataSource byTool = database.open();
                HikariDataSource byHand = database.open()) {
            Dialect dialect = Dialects.of(byTool);
            requireOlderRefused(byTool, toolsNames);
            assertThat(migrate(byTool, toolsNames, tool)).isEqualTo(MigrationScript.ALL.size() - 1);
            requireOlderRefused(byHand, handsNames);
            List<PendingMigration> pending = Migrations.pending(byHand, dialect, handsNames);
            assertThat(pending).hasSize(MigrationScript.ALL.size() - 1);
            for (PendingMigration migration : pending) {
                script(byHand, migration.sql());
            }
            assertThat(Migrations.pending(byHand, dialect, handsNames)).isEmpty();
            JdbcPersistence.builder(byHand).tables(handsNames).build();
            assertThat(SchemaDescription.of(byTool, toolsNames)).isEqualTo(SchemaDescription.of(byHand, handsNames));
        }
    }

    private static void requireOlderRefused(HikariDataSource dataSource, TableNames names) throws SQLException {
        if (names.schema() != null) {
            execute(dataSource, "CREATE SCHEMA " + names.schema());
        }
        script(dataSource, MigrationScript.ALL.getFirst().sql(Dialects.of(dataSource), names));
        assertThatThrownBy(
                        () -> JdbcPersistence.builder(dataSource).tables(names).build())
                .isInstanceOfSatisfying(
                        SchemaException.class, e -> assertThat(e.installed()).isEqualTo(1))
                .hasMessageContaining("too old: %s is at version 1".formatted(names.table("eventsourcing_schema")))
                .hasMessageContaining("after version 1");
    }

    @ParameterizedTest
    @MethodSource("databasesAndTools")
    void theApplicationsOwnMigrationsInTheSameSchemaAreNotDisturbed(TestDatabase database, MigrationTool tool)
            throws SQLException {
        try (HikariDataSource dataSource = database.open()) {
            execute(dataSource, "CREATE TABLE databasechangelog (id integer)");
            execute(dataSource, "CREATE TABLE databasechangeloglock (id integer)");
            Flyway own = Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:ownmigrations")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load();
            own.migrate();
            List<String> before = tables(dataSource);

            for (String prefix : List.of("", "a_")) {
                assertThat(migrate(dataSource, TableNames.defaults().prefix(prefix), tool))
                        .isEqualTo(MigrationScript.ALL.size());
            }
            own.validate();
            assertThat(own.migrate().migrationsExecuted).isZero();
            assertThat(tables(dataSource)).containsAll(before).contains("stored_events", "a_stored_events");
            execute(dataSource, "INSERT INTO databasechangelog VALUES (1)");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void missingTablesAreRefusedAtStartWithTheRemedy(TestDatabase database) {
        try (HikariDataSource dataSource = database.open()) {
            for (TableNames wanted : NAMES) {
                TableNames names = database.names(wanted);
                assertThatThrownBy(() -> JdbcPersistence.builder(dataSource)
                                .tables(names)
                                .build())
                        .isInstanceOfSatisfying(SchemaException.class, e -> {
                            assertThat(e.installed()).isZero();
                            assertThat(e.needed())
                                    .isEqualTo(MigrationScript.ALL.getLast().version());
                        })
                        .hasMessageContaining(names.table("eventsourcing_schema"))
                        .hasMessageContaining("eventsourcing.schema.migration=auto")
                        .hasMessageContaining("Migrations.migrate")
                        .hasMessageContaining("Flyway or Liquibase")
                        .hasMessageContaining("Migrations.ddl");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anOlderSchemaIsRefusedAndANewerOneAccepted(TestDatabase database) throws SQLException {
        try (HikariDataSource dataSource = database.open()) {
            Migrations.migrate(dataSource);
            int newest = MigrationScript.ALL.getLast().version();
            execute(dataSource, "INSERT INTO eventsourcing_schema VALUES (999)");
            JdbcPersistence.of(dataSource);

            execute(dataSource, "DELETE FROM eventsourcing_schema WHERE version >= " + newest);
            assertThatThrownBy(() -> JdbcPersistence.of(dataSource))
                    .isInstanceOfSatisfying(
                            SchemaException.class,
                            e -> assertThat(e.installed()).isLessThan(newest))
                    .hasMessageContaining("version %d is needed".formatted(newest));
        }
    }

    @Test
    void aDatabaseThatIsNotReachedIsNotSaidToLackTables() {
        try (HikariDataSource dataSource = TestDatabases.h2()) {
            dataSource.close();
            assertThatThrownBy(() -> Migrations.check(dataSource, Dialects.h2(), TableNames.defaults()))
                    .isInstanceOf(OperationalException.class);
        }
    }

    @Test
    void aSchemaIsRefusedWhereTheDatabaseHasNone() throws SQLException {
        TableNames names = new TableNames("es", "app_");
        try (HikariDataSource dataSource = TestDatabases.sqliteInMemory()) {
            List<ThrowingCallable> uses = List.of(
                    () -> Migrations.migrate(dataSource, names),
                    () -> Migrations.ddl(Dialects.sqlite(), names),
                    () -> Migrations.ddl(Dialects.sqlite(), names, 1),
                    () -> JdbcPersistence.builder(dataSource).tables(names).build());
            assertThat(uses)
                    .allSatisfy(use -> assertThatThrownBy(use)
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("The schema 'es' is refused: SQLite has no schemas")
                            .hasMessageContaining("table prefix"));
            assertThat(tables(dataSource)).isEmpty();
        }
    }

    @Test
    void theSqlFromAVersionOnLeavesOutWhatIsThere() {
        int newest = MigrationScript.ALL.getLast().version();
        for (Dialect dialect : DIALECTS) {
            TableNames names = new TableNames(dialect.hasSchemas() ? "es" : null, "app_");
            assertThat(Migrations.ddl(dialect, names, newest)).isEmpty();
            assertThat(Migrations.ddl(dialect, names, newest - 1))
                    .startsWith("-- Version " + newest)
                    .doesNotContain("${");
            assertThat(Migrations.ddl(dialect, names))
                    .startsWith(dialect.hasSchemas() ? "CREATE SCHEMA IF NOT EXISTS es;" : "-- Version 1")
                    .endsWith(Migrations.ddl(dialect, names, 0));
        }
    }

    @Test
    void everyDialectAndTheChangelogHaveTheSameScripts() throws IOException {
        List<String> listed =
                MigrationScript.ALL.stream().map(MigrationScript::file).toList();
        assertThat(MigrationScript.ALL)
                .isSortedAccordingTo((a, b) -> Integer.compare(a.version(), b.version()))
                .allSatisfy(script -> assertThat(script.file()).startsWith("V" + script.version() + "__"));
        for (Dialect dialect : DIALECTS) {
            Path folder = SCRIPTS.resolve(Path.of(dialect.migrations()).getFileName());
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrderElementsOf(listed);
            }
            MigrationScript.ALL.forEach(script -> assertThat(script.text(dialect))
                    .contains("INSERT INTO ${tables}eventsourcing_schema (version) VALUES (%d);"
                            .formatted(script.version())));
        }
        String changelog = Files.readString(SCRIPTS.resolve("changelog.xml"));
        assertThat(changelog
                        .lines()
                        .filter(line -> line.contains("<sqlFile"))
                        .map(line -> line.replaceAll(".*/(V\\w+\\.sql).*", "$1")))
                .containsExactlyElementsOf(listed);
        MigrationScript.ALL.forEach(script -> assertThat(changelog)
                .contains("<changeSet id=\"%d\"".formatted(script.version()))
                .contains("property=\"installed.%d\"".formatted(script.version())));
    }
}
