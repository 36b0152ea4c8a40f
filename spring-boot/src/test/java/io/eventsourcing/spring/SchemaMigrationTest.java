package io.eventsourcing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.jdbc.Dialects;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.jdbc.SchemaException;
import io.eventsourcing.jdbc.TableNames;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables beside the application's own migrations, by Flyway and by Liquibase, in both orders of who uses what. */
class SchemaMigrationTest {
    static Stream<String> databases() {
        return Stream.of(TestDatabases.h2(), TestDatabases.postgres());
    }

    private static ApplicationContextRunner on(String url) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        JdbcClientAutoConfiguration.class,
                        TransactionManagerCustomizationAutoConfiguration.class,
                        TransactionAutoConfiguration.class,
                        FlywayAutoConfiguration.class,
                        LiquibaseAutoConfiguration.class,
                        EventSourcingAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.url=" + url,
                        "spring.flyway.locations=classpath:testmigrations",
                        "spring.liquibase.change-log=classpath:testmigrations/changelog.xml",
                        "spring.flyway.enabled=false",
                        "spring.liquibase.enabled=false");
    }

    private static List<String> tables(ApplicationContext context) {
        return context.getBean(JdbcClient.class)
                .sql("SELECT lower(table_name) FROM information_schema.tables")
                .query(String.class)
                .list();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void ourFlywayRunsAfterTheApplicationsOwnInTheSameSchema(String url) {
        for (int start = 0; start < 2; start++) {
            on(url).withPropertyValues("spring.flyway.enabled=true")
                    .run(context -> assertThat(tables(context))
                            .contains("stored_events", "customers", "eventsourcing_schema_history"));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void ourLiquibaseRunsAfterTheApplicationsOwnInTheSameSchema(String url) {
        for (int start = 0; start < 2; start++) {
            on(url).withPropertyValues("spring.liquibase.enabled=true", "eventsourcing.schema.migration=liquibase")
                    .run(context -> assertThat(tables(context))
                            .contains("stored_events", "customers", "databasechangelog", "eventsourcing_changelog")
                            .doesNotContain("eventsourcing_schema_history"));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theApplicationMayUseTheOtherTool(String url) {
        for (int start = 0; start < 2; start++) {
            on(url).withPropertyValues("spring.liquibase.enabled=true")
                    .run(context -> assertThat(tables(context))
                            .contains("stored_events", "customers", "eventsourcing_schema_history"));
        }
    }

    @Test
    void missingTablesStopTheStartWithTheRemedyWhenMigrationIsOff() {
        on(TestDatabases.h2())
                .withPropertyValues("eventsourcing.schema.migration=none")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("eventsourcing_schema"));
        on(TestDatabases.postgres())
                .withPropertyValues("eventsourcing.schema.migration=none")
                .run(context -> assertThat(context)
                        .getFailure()
                        .satisfies(e -> assertThat(e)
                                .hasStackTraceContaining(SchemaException.class.getName())
                                .hasStackTraceContaining("eventsourcing.schema.migration=auto")));
    }

    @Test
    void tablesThatWereMadeByHandAreAccepted() {
        String url = TestDatabases.h2();
        on(url).withPropertyValues("eventsourcing.enabled=false")
                .run(context -> context.getBean(JdbcClient.class)
                        .sql(Migrations.ddl(Dialects.h2(), TableNames.defaults()))
                        .update());
        on(url).withPropertyValues("eventsourcing.schema.migration=none").run(context -> {
            assertThat(context).hasSingleBean(EventSourcing.class);
            assertThat(tables(context)).doesNotContain("eventsourcing_schema_history");
        });
    }
}
