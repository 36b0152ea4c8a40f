package io.eventsourcing.jdbc;

import io.eventsourcing.testkit.contract.PersistenceFixture;
import io.eventsourcing.testkit.contract.SystemContract;

class MariaDbFollowersTest extends SystemContract {
    @Override
    protected PersistenceFixture fixture() {
        return DatabaseFixture.of(TestDatabase.MARIADB.lent());
    }
}
