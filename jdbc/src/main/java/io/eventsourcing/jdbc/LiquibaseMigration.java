package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** The migrations by Liquibase, which is kept from reporting its use to its maker. */
final class LiquibaseMigration {
    private static final String CHANGELOG = "io/eventsourcing/jdbc/migration/changelog.xml";

    private LiquibaseMigration() {}

    static void run(DataSource dataSource, InstalledSchema installed) {
        Map<String, Object> quiet = new HashMap<>();
        quiet.put(Scope.Attr.ui.name(), new LoggerUIService());
        quiet.put(AnalyticsArgs.ENABLED.getKey(), false);
        try {
            Scope.child(quiet, () -> update(dataSource, installed));
        } catch (Exception e) {
            throw new PersistenceException(
                    "The tables could not be made or updated by Liquibase: " + e.getMessage(), e);
        }
    }

    private static void update(DataSource dataSource, InstalledSchema installed)
            throws LiquibaseException, SQLException {
        String schema = installed.names().schema();
        String folded = schema == null ? null : SchemaCreation.ensure(dataSource, schema);
        Database database = DatabaseFactory.getInstance()
                .findCorrectDatabaseImplementation(new JdbcConnection(dataSource.getConnection()));
        try (database) {
            String prefix = installed.names().prefix();
            database.setDatabaseChangeLogTableName(prefix + "eventsourcing_changelog");
            database.setDatabaseChangeLogLockTableName(prefix + "eventsourcing_changelog_lock");
            if (folded != null) {
                database.setDefaultSchemaName(folded);
                database.setLiquibaseSchemaName(folded);
            }
            update(database, installed);
        }
    }

    private static void update(Database database, InstalledSchema installed) throws LiquibaseException {
        Liquibase liquibase = new Liquibase(CHANGELOG, new ClassLoaderResourceAccessor(), database);
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        liquibase.setChangeLogParameter("scripts", installed.dialect().migrations());
        liquibase.setChangeLogParameter("tables", installed.names().table(""));
        liquibase.setChangeLogParameter("prefix", installed.names().prefix());
        for (int version : installed.versions()) {
            liquibase.setChangeLogParameter("installed." + version, "true");
        }
        liquibase.update(new Contexts());
    }
}
