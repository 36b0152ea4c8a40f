package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.PersistenceException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The migrations by Flyway. Its history begins with what was installed by other means. */
final class FlywayMigration {
    private FlywayMigration() {}

    static void run(DataSource dataSource, InstalledSchema installed) {
        TableNames names = installed.names();
        try {
            FluentConfiguration flyway = Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:" + installed.dialect().migrations())
                    .table(names.prefix() + Migrations.HISTORY_TABLE)
                    .placeholders(Map.of("tables", names.table(""), "prefix", names.prefix()))
                    .createSchemas(false)
                    .baselineOnMigrate(true)
                    .baselineVersion(Integer.toString(installed.complete()))
                    .failOnMissingLocations(true);
            if (names.schema() != null) {
                flyway.defaultSchema(SchemaCreation.ensure(dataSource, names.schema()));
            }
            flyway.load().migrate();
        } catch (FlywayException e) {
            throw new PersistenceException("The tables could not be made or updated by Flyway: " + e.getMessage(), e);
        }
    }
}
