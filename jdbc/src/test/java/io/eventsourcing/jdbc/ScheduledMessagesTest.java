package io.eventsourcing.jdbc;

import io.eventsourcing.testkit.contract.Concurrency;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import io.eventsourcing.testkit.contract.ScheduledMessagesContract;
import org.junit.jupiter.api.Nested;

/** Scheduled messages on every database. */
class ScheduledMessagesTest {
    @Nested
    class OnPostgreSql extends ScheduledMessagesContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabase.POSTGRESQL.lent());
        }
    }

    @Nested
    class OnH2 extends ScheduledMessagesContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabase.H2.lent());
        }
    }

    @Nested
    class OnMariaDb extends ScheduledMessagesContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabase.MARIADB.lent());
        }
    }

    @Nested
    class OnSqlite extends ScheduledMessagesContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabase.SQLITE_FILE.lent()).with(Concurrency.ONE_WRITER);
        }
    }
}
