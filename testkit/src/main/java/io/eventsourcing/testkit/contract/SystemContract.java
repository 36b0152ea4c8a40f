package io.eventsourcing.testkit.contract;

import org.junit.jupiter.api.Nested;

/** Every contract about followers at once: what a backend with many writers has to pass besides {@link BackendContract}. */
public abstract class SystemContract {
    /** A new fixture; called before each test. */
    protected abstract PersistenceFixture fixture();

    /** Disturbs the backend of the last fixture, for example by killing one of its connections. */
    protected void disturb() {}

    @Nested
    class Runners extends RunnerContract {
        @Override
        protected PersistenceFixture fixture() {
            return SystemContract.this.fixture();
        }
    }

    @Nested
    class Failures extends FailurePolicyContract {
        @Override
        protected PersistenceFixture fixture() {
            return SystemContract.this.fixture();
        }
    }

    @Nested
    class Segments extends SegmentsContract {
        @Override
        protected PersistenceFixture fixture() {
            return SystemContract.this.fixture();
        }
    }

    @Nested
    class Chaos extends ChaosContract {
        @Override
        protected PersistenceFixture fixture() {
            return SystemContract.this.fixture();
        }

        @Override
        protected void disturb() {
            SystemContract.this.disturb();
        }
    }
}
