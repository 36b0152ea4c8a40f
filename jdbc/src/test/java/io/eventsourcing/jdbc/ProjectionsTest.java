package io.eventsourcing.jdbc;

import io.eventsourcing.testkit.contract.Concurrency;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import io.eventsourcing.testkit.contract.ProjectionsContract;
import org.junit.jupiter.api.Nested;

/** Read models on every database. */
class ProjectionsTest {
    @Nested
    class OnPostgreSql extends ProjectionsContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.postgres());
        }
    }

    @Nested
    class OnH2 extends ProjectionsContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.h2());
        }
    }

    @Nested
    class OnMariaDb extends ProjectionsContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.mariaDb());
        }
    }

    @Nested
    class OnSqlite extends ProjectionsContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.sqliteFile()).with(Concurrency.ONE_WRITER);
        }
    }
}
