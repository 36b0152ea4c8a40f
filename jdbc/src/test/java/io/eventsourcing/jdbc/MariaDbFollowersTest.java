package io.eventsourcing.jdbc;

import io.eventsourcing.testkit.contract.FailurePolicyContract;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import io.eventsourcing.testkit.contract.RunnerContract;
import io.eventsourcing.testkit.contract.SegmentsContract;
import org.junit.jupiter.api.Nested;

class MariaDbFollowersTest {
    private static PersistenceFixture newFixture() {
        return DatabaseFixture.of(TestDatabases.mariaDb());
    }

    @Nested
    class Runners extends RunnerContract {
        @Override
        protected PersistenceFixture fixture() {
            return newFixture();
        }
    }

    @Nested
    class Failures extends FailurePolicyContract {
        @Override
        protected PersistenceFixture fixture() {
            return newFixture();
        }
    }

    @Nested
    class Segments extends SegmentsContract {
        @Override
        protected PersistenceFixture fixture() {
            return newFixture();
        }
    }
}
