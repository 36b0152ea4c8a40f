package io.eventsourcing.jdbc;

import io.eventsourcing.testkit.contract.PersistenceFixture;
import io.eventsourcing.testkit.contract.SystemContract;

class H2FollowersTest extends SystemContract {
    @Override
    protected PersistenceFixture fixture() {
        return DatabaseFixture.of(TestDatabase.H2.lent());
    }
}
