package io.eventsourcing.jdbc;

import io.eventsourcing.testkit.contract.BackendContract;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import org.junit.jupiter.api.Nested;

/** The contracts on tables with a schema and a prefix of the user's choice. */
class NamedTablesContractTest {
    private static final TableNames NAMES = new TableNames("es", "App_");

    @Nested
    class OnPostgreSql extends BackendContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.postgres(), NAMES);
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
