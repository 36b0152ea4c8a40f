package io.eventsourcing.jdbc;

import io.eventsourcing.testkit.contract.BackendContract;
import io.eventsourcing.testkit.contract.PersistenceFixture;

class MariaDbContractTest extends BackendContract {
    @Override
    protected PersistenceFixture fixture() {
        return DatabaseFixture.of(TestDatabase.MARIADB.lent());
    }
}
