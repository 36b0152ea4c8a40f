package io.eventsourcing.jdbc;

import io.eventsourcing.testkit.contract.BackendContract;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import io.eventsourcing.testkit.contract.SettledHeadContract;
import org.junit.jupiter.api.Nested;

/** The contracts on tables with a schema and a prefix of the user's choice; for SQLite see its own test. */
class NamedTablesContractTest {
    private static final TableNames NAMES = new TableNames("es", "App_");
    private static final LentDatabases POSTGRESQL = lent(TestDatabase.POSTGRESQL);
    private static final LentDatabases MARIADB = lent(TestDatabase.MARIADB);
    private static final LentDatabases H2 = lent(TestDatabase.H2);

    private static LentDatabases lent(TestDatabase kind) {
        return new LentDatabases(kind::open, kind.names(NAMES));
    }

    @Nested
    class OnPostgreSql extends BackendContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(POSTGRESQL);
        }
    }

    /** Only where the dialect has SQL of its own for the names: making databases takes long on MariaDB. */
    @Nested
    class OnMariaDb extends SettledHeadContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(MARIADB);
        }
    }

    @Nested
    class OnH2 extends BackendContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(H2);
        }
    }
}
