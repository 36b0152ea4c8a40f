package io.eventsourcing.application;

import java.util.UUID;

/** Is told how taking snapshots of many aggregates goes. Called on the thread that takes them. */
public interface SnapshotListener {
    /**
     * Is told after each aggregate.
     *
     * @param lookedAt how many aggregates have been looked at
     * @param taken how many snapshots have been taken
     */
    void progress(long lookedAt, long taken);

    /** Is told of an aggregate of which no snapshot can be taken; the others go on. */
    void failed(UUID id, RuntimeException why);
}
