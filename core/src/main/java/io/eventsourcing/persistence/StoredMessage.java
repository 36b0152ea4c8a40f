package io.eventsourcing.persistence;

import java.time.Instant;
import java.util.Objects;

/**
 * A message that an application has scheduled to itself, as it is stored.
 *
 * @param event the message with its topic, state and metadata; its originator id is the message's id
 * @param dueAt when it is to be delivered, at the earliest
 * @param nextAt when it is tried next: the same until a delivery fails
 * @param attempts how often its delivery has failed
 */
public record StoredMessage(StoredEvent event, Instant dueAt, Instant nextAt, int attempts) {
    public StoredMessage {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(dueAt, "dueAt");
        Objects.requireNonNull(nextAt, "nextAt");
    }

    /** The same after one more failure. */
    public StoredMessage failedUntil(Instant next) {
        return new StoredMessage(event, dueAt, next, attempts + 1);
    }
}
