package io.eventsourcing.testkit.scenario;

import io.eventsourcing.persistence.AggregateRecorder;
import io.eventsourcing.persistence.ApplicationRecorder;
import io.eventsourcing.persistence.EventSearch;
import io.eventsourcing.persistence.MessageRecorder;
import io.eventsourcing.persistence.OriginatorKeyRecorder;
import io.eventsourcing.persistence.ParkingRecorder;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.SettledHead;
import io.eventsourcing.persistence.TrackingRecorder;
import io.eventsourcing.persistence.Transactions;
import io.eventsourcing.persistence.memory.MemoryPersistence;

/** The backend in memory, with an eye on its transactions. */
final class WatchedPersistence implements PersistenceModule {
    private final MemoryPersistence memory = new MemoryPersistence();
    private final WatchedTransactions transactions = new WatchedTransactions(memory.transactions());

    @Override
    public ApplicationRecorder eventRecorder() {
        return memory.eventRecorder();
    }

    @Override
    public AggregateRecorder snapshotRecorder() {
        return memory.snapshotRecorder();
    }

    @Override
    public TrackingRecorder trackingRecorder() {
        return memory.trackingRecorder();
    }

    @Override
    public EventSearch eventSearch() {
        return memory.eventSearch();
    }

    @Override
    public ParkingRecorder parkingRecorder() {
        return memory.parkingRecorder();
    }

    @Override
    public MessageRecorder messageRecorder() {
        return memory.messageRecorder();
    }

    @Override
    public OriginatorKeyRecorder originatorKeyRecorder() {
        return memory.originatorKeyRecorder();
    }

    @Override
    public SettledHead settledHead() {
        return memory.settledHead();
    }

    @Override
    public Transactions transactions() {
        return transactions;
    }

    WatchedTransactions watched() {
        return transactions;
    }
}
