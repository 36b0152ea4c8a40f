package io.eventsourcing.spring.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.spring.EventSourcingAutoConfiguration;
import io.eventsourcing.spring.TestDatabases;
import io.eventsourcing.spring.command.CommandContext;
import io.eventsourcing.spring.command.CommandRun;
import io.eventsourcing.spring.command.SchoolSystem.TrainingSchool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class AdoptPythonTest {
    private static final String FIDO = "1e1d7398-8986-57af-bb01-11a89b2f8b02";
    private static final String STATE =
            "'{\"timestamp\":{\"_type_\":\"datetime_iso\",\"_data_\":\"2024-01-01T09:00:00+00:00\"},\"originator_topic\":\"training_school.domain:Dog\",\"name\":\"Fido\"}'";

    @Configuration(proxyBeanMethods = false)
    static class School {
        @Bean
        TrainingSchool school(EventSourcing eventSourcing) {
            return new TrainingSchool(eventSourcing);
        }
    }

    private final String url = TestDatabases.postgres();

    private ApplicationContextRunner application(String database) {
        return new ApplicationContextRunner()
                .withInitializer(CommandContext::prepare)
                .withUserConfiguration(School.class)
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        TransactionAutoConfiguration.class,
                        EventSourcingAutoConfiguration.class))
                .withPropertyValues("spring.datasource.url=" + database, "eventsourcing.format=python");
    }

    private void execute(List<String> statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void makeDjangosTables() throws SQLException {
        String columns =
                "application_name varchar(32) NOT NULL, originator_id uuid NOT NULL, originator_version bigint NOT NULL, topic text NOT NULL, state bytea NOT NULL";
        execute(
                List.of(
                        "CREATE TABLE stored_events (id bigserial PRIMARY KEY, %s, CONSTRAINT e UNIQUE (application_name, originator_id, originator_version))"
                                .formatted(columns),
                        "CREATE TABLE snapshots (uid bigserial PRIMARY KEY, %s)".formatted(columns),
                        "CREATE TABLE notification_tracking (uid bigserial PRIMARY KEY, application_name varchar(32) NOT NULL, upstream_application_name varchar(32) NOT NULL, notification_id bigint NOT NULL)",
                        "INSERT INTO stored_events (application_name, originator_id, originator_version, topic, state) VALUES ('TrainingSchool', '%s', 1, 'training_school.domain:Dog.Registered', %s::bytea)"
                                .formatted(FIDO, STATE),
                        "INSERT INTO notification_tracking (application_name, upstream_application_name, notification_id) VALUES ('TrickCounters', 'TrainingSchool', 1)"));
    }

    @Test
    void djangosTablesAreAdoptedInPlace() throws SQLException {
        makeDjangosTables();
        application(url).run(context -> {
            assertThat(CommandRun.of(context, "adopt", "--in-place").err()).contains("confirm it with --yes");
            assertThat(CommandRun.of(context, "adopt", "--in-place", "--yes", "--check"))
                    .isEqualTo(new CommandRun(0, "1 event, 0 snapshots and 1 position adopted; 0 broken rows.\n", ""));
            assertThat(CommandRun.of(context, "aggregate", FIDO).out()).contains("\"name\" : \"Fido\"");
            assertThat(CommandRun.of(context, "check").exitCode()).isZero();
        });
    }

    @Test
    void tablesAreCopiedAndBrokenRowsAreReported() throws SQLException {
        String columns =
                "originator_id uuid NOT NULL, originator_version bigint NOT NULL, topic text, state bytea, notification_id bigserial";
        execute(List.of(
                "CREATE TABLE trainingschool_events (%s)".formatted(columns),
                "INSERT INTO trainingschool_events (originator_id, originator_version, topic, state) VALUES ('%s', 1, 'training_school.domain:Dog.Registered', %s::bytea)"
                        .formatted(FIDO, STATE),
                "INSERT INTO trainingschool_events (originator_id, originator_version, topic, state) VALUES ('%s', 2, 'training_school.domain:Dog.TrickAdded', 'broken'::bytea)"
                        .formatted(FIDO)));
        application(TestDatabases.h2()).run(context -> {
            CommandRun run = CommandRun.of(context, "adopt", "--from", "TrainingSchool=" + url);
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out())
                    .startsWith("trainingschool_events: application 'TrainingSchool', originator %s, version 2: "
                            .formatted(FIDO))
                    .endsWith("adopted; 1 broken row.\n");
            assertThat(CommandRun.of(context, "adopt", "--from", "TrainingSchool=" + url, "--json")
                            .out())
                    .contains("\"events\":0");
            assertThat(CommandRun.of(context, "aggregate", FIDO, "--version", "1")
                            .out())
                    .contains("Fido");
        });
    }

    @Test
    void whatCannotBeAdoptedIsAnError() {
        application(TestDatabases.h2()).run(context -> {
            assertThat(CommandRun.of(context, "adopt").exitCode()).isEqualTo(2);
            assertThat(CommandRun.of(context, "adopt", "--from", "TrainingSchool")
                            .err())
                    .contains("'TrainingSchool' is not a JDBC URL, nor a name and one");
            CommandRun none = CommandRun.of(context, "adopt", "--from", url);
            assertThat(none.exitCode()).isEqualTo(1);
            assertThat(none.err()).startsWith("CommandError: The tables cannot be read: ");
            assertThat(CommandRun.of(context, "adopt", "--in-place", "--yes").exitCode())
                    .isEqualTo(1);
        });
    }
}
