package io.eventsourcing.spring;

import io.eventsourcing.jdbc.Dialects;
import io.eventsourcing.jdbc.MigrationTool;
import io.eventsourcing.jdbc.Migrations;
import java.util.Optional;
import javax.sql.DataSource;

/** Has made or updated the tables once it is there, unless the settings say that they are made otherwise. */
final class SchemaMigration {
    SchemaMigration(DataSource dataSource, EventSourcingProperties.Schema schema) {
        tool(schema)
                .ifPresent(
                        tool -> Migrations.migrate(dataSource, Dialects.of(dataSource), schema.tableNames(), tool));
    }

    private static Optional<MigrationTool> tool(EventSourcingProperties.Schema schema) {
        return switch (schema.migration()) {
            case AUTO -> MigrationTool.find();
            case FLYWAY -> Optional.of(MigrationTool.FLYWAY);
            case LIQUIBASE -> Optional.of(MigrationTool.LIQUIBASE);
            case NONE -> Optional.empty();
        };
    }
}
