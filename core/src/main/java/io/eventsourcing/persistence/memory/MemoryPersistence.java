package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.AggregateRecorder;
import io.eventsourcing.persistence.ApplicationRecorder;
import io.eventsourcing.persistence.EventSearch;
import io.eventsourcing.persistence.MessageRecorder;
import io.eventsourcing.persistence.OriginatorKeyRecorder;
import io.eventsourcing.persistence.ParkingRecorder;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.SettledHead;
import io.eventsourcing.persistence.ThreadTransactions;
import io.eventsourcing.persistence.TrackingRecorder;
import io.eventsourcing.persistence.Transactions;
import io.eventsourcing.persistence.WriterLock;

/**
 * A backend in memory with transactions, optimistic concurrency and the same notification order as a database: ids are
 * drawn at the insert, leave gaps when they are rolled back, and followers read up to the settled head. Everything is
 * gone with the object. Thread-safe.
 */
public final class MemoryPersistence implements PersistenceModule {
    private final MemoryDatabase database = new MemoryDatabase();
    private final ThreadTransactions<MemoryTransaction> transactions = new ThreadTransactions<>(database);
    private final MemoryEventRecorder events = new MemoryEventRecorder(database, database.events, transactions);
    private final MemoryEventRecorder snapshots = new MemoryEventRecorder(database, database.snapshots, transactions);
    private final MemoryTrackingRecorder tracking = new MemoryTrackingRecorder(database, transactions);
    private final MemoryParkingRecorder parking = new MemoryParkingRecorder(database, transactions);
    private final MemoryMessageRecorder messages = new MemoryMessageRecorder(database, transactions);
    private final MemoryOriginatorKeyRecorder keys = new MemoryOriginatorKeyRecorder(database, transactions);
    private final SettledHead head = new MemorySettledHead(database);
    private final WriterLock writerLock = new MemoryWriterLock(database, transactions);

    @Override
    public ApplicationRecorder eventRecorder() {
        return events;
    }

    @Override
    public AggregateRecorder snapshotRecorder() {
        return snapshots;
    }

    @Override
    public TrackingRecorder trackingRecorder() {
        return tracking;
    }

    @Override
    public EventSearch eventSearch() {
        return new MemoryEventSearch(events);
    }

    @Override
    public ParkingRecorder parkingRecorder() {
        return parking;
    }

    @Override
    public MessageRecorder messageRecorder() {
        return messages;
    }

    @Override
    public OriginatorKeyRecorder originatorKeyRecorder() {
        return keys;
    }

    @Override
    public SettledHead settledHead() {
        return head;
    }

    @Override
    public WriterLock writerLock() {
        return writerLock;
    }

    @Override
    public Transactions transactions() {
        return transactions;
    }
}
