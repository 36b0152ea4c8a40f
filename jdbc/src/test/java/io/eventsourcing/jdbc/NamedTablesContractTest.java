package io.eventsourcing.jdbc;

import io.eventsourcing.testkit.contract.BackendContract;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import io.eventsourcing.testkit.contract.SettledHeadContract;
import org.junit.jupiter.api.Nested;

/** The contracts on tables with a schema and a prefix of the user's choice; for SQLite see its own test. */
class NamedTablesContractTest {
    private static final TableNames NAMES = new TableNames("es", "App_");

    @Nested
    class OnPostgreSql extends BackendContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.postgres(), NAMES);
        }
    }

    /** Only where the dialect has SQL of its own for the names: making databases takes long on MariaDB. */
    @Nested
    class OnMariaDb extends SettledHeadContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.mariaDb(), TestDatabase.MARIADB.names(NAMES));
        }
    }

    @Nested
    class OnH2 extends BackendContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.h2(), NAMES);
        }
    }
}
