package io.eventsourcing.spring;

import io.eventsourcing.jdbc.Dialects;
import io.eventsourcing.jdbc.MigrationTool;
import io.eventsourcing.jdbc.Migrations;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Has made or updated the tables, if the settings ask for it, once it is there. */
final class SchemaMigration {
    SchemaMigration(List<DataSource> dataSources, EventSourcingProperties.Schema settings) {
        tool(settings.migration())
                .ifPresent(tool -> dataSources.forEach(dataSource ->
                        Migrations.migrate(dataSource, Dialects.of(dataSource), settings.tableNames(), tool)));
    }

    /** What makes the tables; empty if that is done otherwise. */
    static Optional<MigrationTool> tool(EventSourcingProperties.Schema.Migration setting) {
        return switch (setting) {
            case AUTO -> MigrationTool.find();
            case FLYWAY -> Optional.of(MigrationTool.FLYWAY);
            case LIQUIBASE -> Optional.of(MigrationTool.LIQUIBASE);
            case NONE -> Optional.empty();
        };
    }
}
