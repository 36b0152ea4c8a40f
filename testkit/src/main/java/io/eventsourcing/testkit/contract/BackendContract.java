package io.eventsourcing.testkit.contract;

import io.eventsourcing.persistence.AggregateRecorder;
import org.junit.jupiter.api.Nested;

/** Every contract at once: what a backend has to pass. */
public abstract class BackendContract {
    /** A new fixture; called before each test. */
    protected abstract PersistenceFixture fixture();

    @Nested
    class Events extends AggregateRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return BackendContract.this.fixture();
        }
    }

    @Nested
    class Snapshots extends AggregateRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return BackendContract.this.fixture();
        }

        @Override
        protected AggregateRecorder recorder() {
            return persistence().snapshotRecorder();
        }
    }

    @Nested
    class Notifications extends ApplicationRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return BackendContract.this.fixture();
        }
    }

    @Nested
    class Search extends EventSearchContract {
        @Override
        protected PersistenceFixture fixture() {
            return BackendContract.this.fixture();
        }
    }

    @Nested
    class Tracking extends TrackingRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return BackendContract.this.fixture();
        }
    }

    @Nested
    class TrackedSegments extends TrackedSegmentsContract {
        @Override
        protected PersistenceFixture fixture() {
            return BackendContract.this.fixture();
        }
    }

    @Nested
    class TrackedFailures extends TrackedFailuresContract {
        @Override
        protected PersistenceFixture fixture() {
            return BackendContract.this.fixture();
        }
    }

    @Nested
    class Parking extends ParkingRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return BackendContract.this.fixture();
        }
    }

    @Nested
    class Messages extends MessageRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return BackendContract.this.fixture();
        }
    }

    @Nested
    class OriginatorKeys extends OriginatorKeyContract {
        @Override
        protected PersistenceFixture fixture() {
            return BackendContract.this.fixture();
        }
    }

    @Nested
    class Transactions extends TransactionsContract {
        @Override
        protected PersistenceFixture fixture() {
            return BackendContract.this.fixture();
        }
    }

    @Nested
    class Head extends SettledHeadContract {
        @Override
        protected PersistenceFixture fixture() {
            return BackendContract.this.fixture();
        }
    }

    @Nested
    class Savepoints extends SavepointContract {
        @Override
        protected PersistenceFixture fixture() {
            return BackendContract.this.fixture();
        }
    }

    @Nested
    class KeptEvents extends EventStoreContract {
        @Override
        protected PersistenceFixture fixture() {
            return BackendContract.this.fixture();
        }
    }
}
