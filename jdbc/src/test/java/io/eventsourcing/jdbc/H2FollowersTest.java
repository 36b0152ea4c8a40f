package io.eventsourcing.jdbc;

import io.eventsourcing.testkit.contract.ChaosContract;
import io.eventsourcing.testkit.contract.FailurePolicyContract;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import io.eventsourcing.testkit.contract.RunnerContract;
import io.eventsourcing.testkit.contract.SegmentsContract;
import org.junit.jupiter.api.Nested;

class H2FollowersTest {
    @Nested
    class Runners extends RunnerContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.h2());
        }
    }

    @Nested
    class Failures extends FailurePolicyContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.h2());
        }
    }

    @Nested
    class Segments extends SegmentsContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.h2());
        }
    }

    @Nested
    class Chaos extends ChaosContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.h2());
        }
    }
}
