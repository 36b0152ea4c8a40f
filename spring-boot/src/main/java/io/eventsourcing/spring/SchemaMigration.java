package io.eventsourcing.spring;

import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.jdbc.TableNames;
import javax.sql.DataSource;

/** Has made or updated the tables once it is there. */
final class SchemaMigration {
    SchemaMigration(DataSource dataSource, TableNames names) {
        Migrations.migrate(dataSource, names);
    }
}
