package io.eventsourcing.jdbc;

import io.eventsourcing.testkit.contract.Concurrency;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import io.eventsourcing.testkit.contract.RunnerContract;

/** Without segments, which have nothing to gain from a database with one writer. */
class SqliteFollowersTest extends RunnerContract {
    @Override
    protected PersistenceFixture fixture() {
        return DatabaseFixture.of(TestDatabase.SQLITE_FILE.lent()).with(Concurrency.ONE_WRITER);
    }
}
