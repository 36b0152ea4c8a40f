package io.eventsourcing.testkit.contract;

import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.memory.MemoryPersistence;

/** The backend in memory. */
record MemoryFixture(PersistenceModule persistence) implements PersistenceFixture {
    MemoryFixture() {
        this(new MemoryPersistence());
    }

    @Override
    public void close() {}
}
