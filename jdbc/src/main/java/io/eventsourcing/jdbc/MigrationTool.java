package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.PersistenceException;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;

/** What runs the migrations, if it is on the class path. Both run the same scripts and have histories of their own. */
public enum MigrationTool {
    /** Flyway, {@code org.flywaydb:flyway-core} and its module for the database. */
    FLYWAY("org.flywaydb.core.Flyway", "org.flywaydb:flyway-core") {
        @Override
        void run(DataSource dataSource, InstalledSchema installed) {
            FlywayMigration.run(dataSource, installed);
        }
    },
    /** Liquibase, {@code org.liquibase:liquibase-core}. */
    LIQUIBASE("liquibase.Liquibase", "org.liquibase:liquibase-core") {
        @Override
        void run(DataSource dataSource, InstalledSchema installed) {
            LiquibaseMigration.run(dataSource, installed);
        }
    };

    private final String type;
    private final String artifact;

    MigrationTool(String type, String artifact) {
        this.type = type;
        this.artifact = artifact;
    }

    abstract void run(DataSource dataSource, InstalledSchema installed);

    /** Flyway if it is on the class path, else Liquibase if that is, else empty. */
    public static Optional<MigrationTool> find() {
        return Arrays.stream(values()).filter(MigrationTool::available).findFirst();
    }

    /** Whether it is on the class path. */
    public boolean available() {
        try {
            Class.forName(type, false, MigrationTool.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    void requireAvailable() {
        if (!available()) {
            throw new PersistenceException(
                    "%s is not on the class path: add %s, or run the SQL that Migrations.ddl gives"
                            .formatted(name(), artifact),
                    null);
        }
    }
}
