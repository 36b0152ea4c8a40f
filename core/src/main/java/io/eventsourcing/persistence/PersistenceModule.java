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

    /**
     * What keeps other writers out, so that followers may process in the transaction that saves.
     *
     * @throws PersistenceException if this backend has no such lock, or does not take it as it is set; it says what to do
     */
    default WriterLock writerLock() {
        throw new PersistenceException(
                "Followers cannot process in the transaction that saves, since %s cannot keep other writers out of it: use another runner"
                        .formatted(getClass().getSimpleName()),
                null);
    }

    /** The transactions that the recorders join. */
    Transactions transactions();
}
