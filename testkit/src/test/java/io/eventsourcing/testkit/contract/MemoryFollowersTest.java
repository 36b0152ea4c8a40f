package io.eventsourcing.testkit.contract;

import org.junit.jupiter.api.Nested;

class MemoryFollowersTest {
    @Nested
    class Runners extends RunnerContract {
        @Override
        protected PersistenceFixture fixture() {
            return new MemoryFixture();
        }
    }

    @Nested
    class Failures extends FailurePolicyContract {
        @Override
        protected PersistenceFixture fixture() {
            return new MemoryFixture();
        }
    }

    @Nested
    class Segments extends SegmentsContract {
        @Override
        protected PersistenceFixture fixture() {
            return new MemoryFixture();
        }
    }

    @Nested
    class Chaos extends ChaosContract {
        @Override
        protected PersistenceFixture fixture() {
            return new MemoryFixture();
        }
    }
}
