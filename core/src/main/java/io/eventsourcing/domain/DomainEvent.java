package io.eventsourcing.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A fact in the history of one originator. The user's record is its {@link #body()}; the rest is the library's.
 *
 * @param originatorId the aggregate that the event belongs to
 * @param originatorVersion the event's place in the aggregate's history: 1, 2, 3 … unless it begins elsewhere
 * @param recordedAt when it was saved, by the application's clock; not monotonic, so never an order
 * @param metadata what travels beside the body
 * @param body the user's event
 * @param <E> the type of the body
 */
public record DomainEvent<E>(UUID originatorId, long originatorVersion, Instant recordedAt, Metadata metadata, E body) {
    public DomainEvent {
        Objects.requireNonNull(originatorId, "originatorId");
        Objects.requireNonNull(recordedAt, "recordedAt");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(body, "body");
        if (originatorVersion < 0) {
            throw new IllegalArgumentException("originatorVersion must not be negative but is " + originatorVersion);
        }
    }
}
