package io.eventsourcing.jdbc;

import io.eventsourcing.testkit.contract.BackendContract;
import io.eventsourcing.testkit.contract.PersistenceFixture;

class H2ContractTest extends BackendContract {
    @Override
    protected PersistenceFixture fixture() {
        return DatabaseFixture.of(TestDatabase.H2.lent());
    }
}
