package io.eventsourcing.persistence;

import java.util.Optional;

/** A database backend: its recorders, its notification order and its transactions, which belong together. */
public interface PersistenceModule {
    /** Stores the events of every application in this database. */
    ApplicationRecorder eventRecorder();

    /** Stores the snapshots of every application in this database. */
    AggregateRecorder snapshotRecorder();

    /** Stores the positions of the followers in this database. */
    TrackingRecorder trackingRecorder();

    /** Finds events of every application in this database for people. */
    EventSearch eventSearch();

    /** Keeps the notifications that the followers in this database have put aside. */
    ParkingRecorder parkingRecorder();

    /** Keeps the messages that the applications in this database have scheduled. */
    MessageRecorder messageRecorder();

    /** Stores the keys of single originators in this database. */
    OriginatorKeyRecorder originatorKeyRecorder();

    /** How far followers may read. */
    SettledHead settledHead();

    /** What tells other processes of new events at once, if this backend has it and is to use it. */
    default Optional<WakeUps> wakeUps() {
        return Optional.empty();
    }

    /** The transactions that the recorders join. */
    Transactions transactions();
}
