package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.ThreadTransactions;
import io.eventsourcing.persistence.WriterLock;

/** Keeps other transactions in memory from writing events. */
record MemoryWriterLock(MemoryDatabase database, ThreadTransactions<MemoryTransaction> transactions)
        implements WriterLock {
    @Override
    public void lock() {
        MemoryTransaction transaction = transactions
                .current()
                .orElseThrow(() -> new IllegalStateException("Other writers are kept out within a transaction"));
        database.locked(() -> {
            database.writers.keepOthersOut(transaction);
            return true;
        });
    }

    @Override
    public long head() {
        return database.locked(database.events::lastId);
    }
}
