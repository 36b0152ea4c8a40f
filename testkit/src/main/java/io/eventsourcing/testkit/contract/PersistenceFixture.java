package io.eventsourcing.testkit.contract;

import io.eventsourcing.persistence.PersistenceModule;

/** Opens the backend under test. */
public interface PersistenceFixture extends AutoCloseable {
    /** The backend, with tables and without any rows; the same on every call. */
    PersistenceModule persistence();

    /** What transactions may do at the same time; {@link Concurrency#MANY_WRITERS} unless overridden. */
    default Concurrency concurrency() {
        return Concurrency.MANY_WRITERS;
    }

    /** Gives back what was opened. */
    @Override
    void close();
}
