package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.SettledHead;
import java.util.Optional;

/** The head is known exactly: it lies before the first id whose transaction has not ended. */
final class MemorySettledHead implements SettledHead {
    private final MemoryDatabase database;

    MemorySettledHead(MemoryDatabase database) {
        this.database = database;
    }

    @Override
    public long read() {
        return database.locked(database.events::settledHead);
    }

    @Override
    public Optional<String> delay() {
        return Optional.empty();
    }
}
