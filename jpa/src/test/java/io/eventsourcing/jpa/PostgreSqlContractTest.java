package io.eventsourcing.jpa;

import io.eventsourcing.testkit.contract.BackendContract;
import io.eventsourcing.testkit.contract.PersistenceFixture;

class PostgreSqlContractTest extends BackendContract {
    @Override
    protected PersistenceFixture fixture() {
        return JpaFixture.of(TestDatabases.postgres());
    }
}
