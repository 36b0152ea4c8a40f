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
            return DatabaseFixture.of(TestDatabase.POSTGRESQL.lent());
        }
    }

    @Nested
    class OnH2 extends ProjectionsContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabase.H2.lent());
        }
    }

    @Nested
    class OnMariaDb extends ProjectionsContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabase.MARIADB.lent());
        }
    }

    @Nested
    class OnSqlite extends ProjectionsContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabase.SQLITE_FILE.lent()).with(Concurrency.ONE_WRITER);
        }
    }
}
