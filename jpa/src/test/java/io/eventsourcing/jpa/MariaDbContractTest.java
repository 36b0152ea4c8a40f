package io.eventsourcing.jpa;

import io.eventsourcing.testkit.contract.BackendContract;
import io.eventsourcing.testkit.contract.PersistenceFixture;

class MariaDbContractTest extends BackendContract {
    @Override
    protected PersistenceFixture fixture() {
        return JpaFixture.of(TestDatabases.mariaDb());
    }
}
