package io.eventsourcing.testkit.contract;

import io.eventsourcing.persistence.MessageRecorder;
import io.eventsourcing.persistence.StoredMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Keeps scheduled messages, with one thing wrong. */
final class SabotagedMessages implements MessageRecorder {
    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    private final MessageRecorder good;
    private final Fault fault;

    SabotagedMessages(MessageRecorder good, Fault fault) {
        this.good = good;
        this.fault = fault;
    }

    @Override
    public void put(StoredMessage message) {
        switch (fault) {
            case LOSES_MESSAGES -> {}
            case TRIES_AT_ONCE -> good.put(new StoredMessage(message.event(), message.dueAt(), message.dueAt(), 1));
            default -> good.put(message);
        }
    }

    @Override
    public Optional<StoredMessage> firstDue(String applicationName, Instant at) {
        return good.firstDue(applicationName, fault == Fault.DELIVERS_EARLY ? END : at);
    }

    @Override
    public boolean remove(String applicationName, UUID id) {
        return fault == Fault.REPEATS_MESSAGES || good.remove(applicationName, id);
    }

    @Override
    public long count(String applicationName) {
        return good.count(applicationName);
    }
}
