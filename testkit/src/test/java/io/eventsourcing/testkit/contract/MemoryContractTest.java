package io.eventsourcing.testkit.contract;

import io.eventsourcing.persistence.AggregateRecorder;
import org.junit.jupiter.api.Nested;

/** The backend in memory passes every contract. */
class MemoryContractTest {
    @Nested
    class Events extends AggregateRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return new MemoryFixture();
        }
    }

    @Nested
    class Snapshots extends AggregateRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return new MemoryFixture();
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
            return new MemoryFixture();
        }
    }

    @Nested
    class Tracking extends TrackingRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return new MemoryFixture();
        }
    }

    @Nested
    class Transactions extends TransactionsContract {
        @Override
        protected PersistenceFixture fixture() {
            return new MemoryFixture();
        }
    }

    @Nested
    class Head extends SettledHeadContract {
        @Override
        protected PersistenceFixture fixture() {
            return new MemoryFixture();
        }
    }

    @Nested
    class KeptEvents extends EventStoreContract {
        @Override
        protected PersistenceFixture fixture() {
            return new MemoryFixture();
        }
    }
}
