package io.eventsourcing.jdbc;

import io.eventsourcing.testkit.contract.BackendContract;
import io.eventsourcing.testkit.contract.Concurrency;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import org.junit.jupiter.api.Nested;

class SqliteContractTest {
    @Nested
    class InAFile extends BackendContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabase.SQLITE_FILE.lent()).with(Concurrency.ONE_WRITER);
        }
    }

    /** With a prefix. */
    @Nested
    class InMemory extends BackendContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.sqliteInMemory(), new TableNames(null, "App_"))
                    .with(Concurrency.ONE_TRANSACTION);
        }
    }
}
