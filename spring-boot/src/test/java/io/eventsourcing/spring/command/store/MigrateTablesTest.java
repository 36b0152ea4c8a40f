package io.eventsourcing.spring.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.spring.EventSourcingAutoConfiguration;
import io.eventsourcing.spring.command.CommandContext;
import io.eventsourcing.spring.command.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MigrateTablesTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withInitializer(CommandContext::prepare)
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    JdbcClientAutoConfiguration.class,
                    TransactionAutoConfiguration.class,
                    EventSourcingAutoConfiguration.class))
            .withPropertyValues(
                    "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                    "eventsourcing.schema.name=es",
                    "eventsourcing.schema.table-prefix=app_");

    private static long tables(ApplicationContext context) {
        return context.getBean(JdbcClient.class)
                .sql("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'ES'")
                .query(Long.class)
                .single();
    }

    @Test
    void tablesAreMadeWhenItIsAskedForOnly() {
        application.withPropertyValues("eventsourcing.schema.migration=none").run(context -> {
            CommandRun dryRun = CommandRun.of(context, "migrate", "--dry-run");
            assertThat(dryRun.out()).startsWith("4 migrations would be run:\n   1  events snapshots followers\n");
            assertThat(CommandRun.of(context, "migrate", "--sql").out())
                    .startsWith("-- Version 1\nCREATE SCHEMA IF NOT EXISTS es;")
                    .contains("es.app_stored_events")
                    .doesNotContain("${");
            assertThat(tables(context)).isZero();
            assertThat(CommandRun.of(context, "migrate").out()).startsWith("4 migrations run:\n");
            assertThat(tables(context)).isPositive();
            assertThat(CommandRun.of(context, "migrate").out()).isEqualTo("The tables are up to date.\n");
            assertThat(CommandRun.of(context, "migrate", "--sql").out()).isEmpty();
            assertThat(CommandRun.of(context, "migrate", "--json").out())
                    .isEqualTo("{\"database\":\"\",\"dryRun\":false,\"migrations\":[]}\n");
        });
    }

    @Test
    void aDryRunMakesNoTablesAlsoWhereTheApplicationWouldMakeThem() {
        application.run(context -> {
            assertThat(CommandRun.of(context, "migrate", "--dry-run", "--json").out())
                    .contains("\"dryRun\":true", "\"version\":1");
        });
    }

    @Test
    void withoutADatabaseItIsAnError() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(EventSourcingAutoConfiguration.class))
                .run(context -> {
                    CommandRun run = CommandRun.of(context, "migrate");
                    assertThat(run.err()).startsWith("CommandError: There is no DataSource that events are stored in");
                    assertThat(run.exitCode()).isEqualTo(1);
                });
    }

    @Test
    void everyDatabaseThatASettingNamesHasItsTables() {
        application
                .withBean("mainData", DataSource.class, MigrateTablesTest::h2)
                .withBean("otherData", DataSource.class, MigrateTablesTest::h2)
                .withPropertyValues(
                        "eventsourcing.data-source=mainData",
                        "eventsourcing.applications.Archive.data-source=otherData")
                .run(context -> assertThat(
                                CommandRun.of(context, "migrate", "--dry-run").out())
                        .contains("mainData: 4 migrations would be run:\n", "otherData: 4 migrations would be run:\n"));
    }

    private static DataSource h2() {
        return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    @Test
    void theGuideShowsWhatADryRunWrites() throws IOException {
        String guide = Files.readString(Path.of("../docs/commands.md"));
        application.run(context -> assertThat(guide)
                .contains("<!-- output: MigrateTablesTest -->\n```text\n"
                        + CommandRun.of(context, "migrate", "--dry-run").out() + "```"));
    }
}
