package io.eventsourcing.spring;

import io.eventsourcing.jdbc.Migrations;
import javax.sql.DataSource;

/** Has made or updated the tables once it is there. */
final class SchemaMigration {
    SchemaMigration(DataSource dataSource) {
        Migrations.migrate(dataSource);
    }
}
