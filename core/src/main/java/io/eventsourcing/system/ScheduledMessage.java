package io.eventsourcing.system;

import io.eventsourcing.domain.Metadata;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A message that a process application has scheduled to itself.
 *
 * @param id what it was given, or may be cancelled by
 * @param dueAt when it was to be delivered; it is delivered then or later
 * @param body what was scheduled
 * @param metadata the metadata that was current when it was scheduled
 */
public record ScheduledMessage(UUID id, Instant dueAt, Object body, Metadata metadata) {
    public ScheduledMessage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(dueAt, "dueAt");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(metadata, "metadata");
    }
}
