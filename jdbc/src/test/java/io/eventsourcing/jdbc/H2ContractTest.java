package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.AggregateRecorder;
import io.eventsourcing.testkit.contract.AggregateRecorderContract;
import io.eventsourcing.testkit.contract.ApplicationRecorderContract;
import io.eventsourcing.testkit.contract.EventStoreContract;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import io.eventsourcing.testkit.contract.SettledHeadContract;
import io.eventsourcing.testkit.contract.TrackingRecorderContract;
import io.eventsourcing.testkit.contract.TransactionsContract;
import org.junit.jupiter.api.Nested;

/** The backend on H2 passes every contract. */
class H2ContractTest {
    @Nested
    class Events extends AggregateRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.h2());
        }
    }

    @Nested
    class Snapshots extends AggregateRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.h2());
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
            return DatabaseFixture.of(TestDatabases.h2());
        }
    }

    @Nested
    class Tracking extends TrackingRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.h2());
        }
    }

    @Nested
    class Transactions extends TransactionsContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.h2());
        }
    }

    @Nested
    class Head extends SettledHeadContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.h2());
        }
    }

    @Nested
    class KeptEvents extends EventStoreContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.h2());
        }
    }
}
