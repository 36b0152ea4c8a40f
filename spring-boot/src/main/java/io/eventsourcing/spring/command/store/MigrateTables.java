package io.eventsourcing.spring.command.store;

import io.eventsourcing.jdbc.Dialect;
import io.eventsourcing.jdbc.Dialects;
import io.eventsourcing.jdbc.MigrationTool;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.jdbc.PendingMigration;
import io.eventsourcing.jdbc.TableNames;
import io.eventsourcing.spring.DataSources;
import io.eventsourcing.spring.EventSourcingProperties;
import io.eventsourcing.spring.command.base.ApplicationCommand;
import io.eventsourcing.spring.command.base.CommandException;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Output;
import io.eventsourcing.spring.command.base.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        description = {
            "Makes or updates the tables now, also if the settings have it done by nobody.",
            "It uses what the settings name, Flyway or Liquibase, or whichever is on the class path."
        })
final class MigrateTables extends ApplicationCommand {
    @Option(
            names = {"-n", "--dry-run"},
            description = "Lists what would be run, and runs nothing.")
    private boolean dryRun;

    @Option(
            names = "--sql",
            description = "Prints the SQL of what would be run, for somebody else to run; runs nothing.")
    private boolean sql;

    MigrateTables(Scope scope) {
        super(scope);
    }

    @Override
    public Integer call() {
        Map<String, DataSource> dataSources = scope.only(DataSources.class).all();
        if (dataSources.isEmpty()) {
            throw CommandException.failed(
                    "There is no DataSource that events are stored in: configure one, or name one by eventsourcing.data-source.");
        }
        EventSourcingProperties.Schema schema =
                scope.only(EventSourcingProperties.class).schema();
        TableNames names = new TableNames(schema.name(), schema.tablePrefix());
        dataSources.forEach((name, dataSource) -> {
            Dialect dialect = Dialects.of(dataSource);
            List<PendingMigration> pending = Migrations.pending(dataSource, dialect, names);
            String database = dataSources.size() == 1 ? "" : name;
            if (sql) {
                print(pending, database);
                return;
            }
            if (!dryRun && !pending.isEmpty()) {
                Migrations.migrate(dataSource, dialect, names, tool(schema.migration()));
            }
            tell(pending, database);
        });
        return ExitCode.DONE;
    }

    private void print(List<PendingMigration> pending, String database) {
        if (!database.isEmpty() && !pending.isEmpty()) {
            output.line("-- Database %s", database);
        }
        pending.forEach(
                migration -> output.write("-- Version %d\n%s\n".formatted(migration.version(), migration.sql())));
    }

    private static MigrationTool tool(EventSourcingProperties.Schema.Migration setting) {
        return switch (setting) {
            case FLYWAY -> MigrationTool.FLYWAY;
            case LIQUIBASE -> MigrationTool.LIQUIBASE;
            case AUTO, NONE ->
                MigrationTool.find()
                        .orElseThrow(
                                () -> CommandException.failed(
                                        "Neither Flyway nor Liquibase is on the class path: add one, or run what --sql prints."));
        };
    }

    private void tell(List<PendingMigration> pending, String database) {
        if (output.json()) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("database", database);
            values.put("dryRun", dryRun);
            values.put(
                    "migrations",
                    pending.stream()
                            .map(migration ->
                                    Map.of("version", migration.version(), "description", migration.description()))
                            .toList());
            output.json(values);
            return;
        }
        String where = database.isEmpty() ? "" : database + ": ";
        if (pending.isEmpty()) {
            output.line("%sThe tables are up to date.", where);
            return;
        }
        output.line("%s%s %s:", where, Output.counted(pending.size(), "migration"), dryRun ? "would be run" : "run");
        pending.forEach(migration -> output.line("%4d  %s", migration.version(), migration.description()));
    }
}
