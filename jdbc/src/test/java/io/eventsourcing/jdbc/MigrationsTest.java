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
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
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

    static List<Supplier<HikariDataSource>> databases() {
        return List.of(TestDatabases::h2, TestDatabases::postgres);
    }

    static Stream<Arguments> databasesAndNames() {
        return databases().stream().flatMap(database -> NAMES.stream().map(names -> arguments(database, names)));
    }

    static Stream<Arguments> databasesAndTools() {
        return databases().stream()
                .flatMap(database -> Stream.of(MigrationTool.values()).map(tool -> arguments(database, tool)));
    }

    private static int migrate(HikariDataSource dataSource, TableNames names, MigrationTool tool) {
        return Migrations.migrate(dataSource, Dialects.of(dataSource), names, tool);
    }

    private static void byHand(HikariDataSource dataSource, TableNames names) throws SQLException {
        execute(dataSource, Migrations.ddl(Dialects.of(dataSource), names));
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

    @ParameterizedTest
    @MethodSource("databasesAndNames")
    void flywayLiquibaseAndPrintedSqlMakeTheSameSchema(Supplier<HikariDataSource> database, TableNames names)
            throws SQLException {
        try (HikariDataSource flyway = database.get();
                HikariDataSource liquibase = database.get();
                HikariDataSource hand = database.get()) {
            int all = MigrationScript.ALL.size();
            assertThat(migrate(flyway, names, MigrationTool.FLYWAY)).isEqualTo(all);
            assertThat(migrate(liquibase, names, MigrationTool.LIQUIBASE)).isEqualTo(all);
            byHand(hand, names);

            List<String> schema = SchemaDescription.of(flyway, names);
            assertThat(schema)
                    .hasSizeGreaterThan(10)
                    .anyMatch(line -> line.toLowerCase(Locale.ROOT)
                            .contains(names.prefix().toLowerCase(Locale.ROOT) + "stored_events_as_text"));
            assertThat(SchemaDescription.of(liquibase, names)).isEqualTo(schema);
            assertThat(SchemaDescription.of(hand, names)).isEqualTo(schema);
            for (HikariDataSource made : List.of(flyway, liquibase, hand)) {
                JdbcPersistence.builder(made).tables(names).build();
                for (MigrationTool tool : MigrationTool.values()) {
                    assertThat(migrate(made, names, tool)).isZero();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothToolsMakeTheTablesOnEveryDatabase(TestDatabase database) {
        for (MigrationTool tool : MigrationTool.values()) {
            for (TableNames names : List.of(TableNames.defaults(), new TableNames(null, "app_"))) {
                try (HikariDataSource dataSource = database.open()) {
                    assertThat(migrate(dataSource, names, tool)).isEqualTo(MigrationScript.ALL.size());
                    JdbcPersistence persistence =
                            JdbcPersistence.builder(dataSource).tables(names).build();
                    List<Long> ids = persistence.eventRecorder().insertEvents(RandomWriters.events(new Random(1)));
                    assertThat(persistence.settledHead().read()).isEqualTo(ids.getLast());
                    assertThat(migrate(dataSource, names, tool)).isZero();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("databasesAndTools")
    void aToolTakesOverWhatWasInstalledByHand(Supplier<HikariDataSource> database, MigrationTool tool)
            throws SQLException {
        try (HikariDataSource dataSource = database.get()) {
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
    void anOlderSchemaMadeByHandIsRefusedAndBroughtUpToDateByToolOrHand(
            Supplier<HikariDataSource> database, MigrationTool tool) throws SQLException {
        TableNames names = new TableNames("es", "app_");
        try (HikariDataSource byTool = database.get();
                HikariDataSource byHand = database.get()) {
            Dialect dialect = Dialects.of(byTool);
            for (HikariDataSource older : List.of(byTool, byHand)) {
                execute(older, "CREATE SCHEMA es");
                execute(older, MigrationScript.ALL.getFirst().sql(dialect, names));
                assertThatThrownBy(() ->
                                JdbcPersistence.builder(older).tables(names).build())
                        .isInstanceOfSatisfying(
                                SchemaException.class,
                                e -> assertThat(e.installed()).isEqualTo(1))
                        .hasMessageContaining("too old: es.app_eventsourcing_schema is at version 1")
                        .hasMessageContaining("after version 1");
            }
            assertThat(migrate(byTool, names, tool)).isEqualTo(MigrationScript.ALL.size() - 1);
            execute(byHand, Migrations.ddl(dialect, names, 1));
            JdbcPersistence.builder(byHand).tables(names).build();
            assertThat(SchemaDescription.of(byTool, names)).isEqualTo(SchemaDescription.of(byHand, names));
        }
    }

    @ParameterizedTest
    @MethodSource("databasesAndTools")
    void theApplicationsOwnMigrationsInTheSameSchemaAreNotDisturbed(
            Supplier<HikariDataSource> database, MigrationTool tool) throws SQLException {
        try (HikariDataSource dataSource = database.get()) {
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

            for (String prefix : List.of("", "a_", "b_")) {
                assertThat(migrate(dataSource, TableNames.defaults().prefix(prefix), tool))
                        .isEqualTo(MigrationScript.ALL.size());
            }
            own.validate();
            assertThat(own.migrate().migrationsExecuted).isZero();
            assertThat(tables(dataSource)).containsAll(before).contains("a_stored_events", "b_stored_events");
            execute(dataSource, "INSERT INTO databasechangelog VALUES (1)");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void missingTablesAreRefusedAtStartWithTheRemedy(Supplier<HikariDataSource> database) {
        try (HikariDataSource dataSource = database.get()) {
            for (TableNames names : NAMES) {
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
    void anOlderSchemaIsRefusedAndANewerOneAccepted(Supplier<HikariDataSource> database) throws SQLException {
        try (HikariDataSource dataSource = database.get()) {
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
    void theSqlFromAVersionOnLeavesOutWhatIsThere() {
        int newest = MigrationScript.ALL.getLast().version();
        TableNames names = new TableNames("es", "app_");
        for (Dialect dialect : DIALECTS) {
            assertThat(Migrations.ddl(dialect, names, newest)).isEmpty();
            assertThat(Migrations.ddl(dialect, names, newest - 1))
                    .startsWith("-- Version " + newest)
                    .doesNotContain("${");
            assertThat(Migrations.ddl(dialect, names))
                    .startsWith("CREATE SCHEMA IF NOT EXISTS es;")
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
