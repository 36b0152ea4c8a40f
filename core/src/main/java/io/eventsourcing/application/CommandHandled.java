package io.eventsourcing.application;

import io.eventsourcing.domain.Topic;
import java.util.Objects;

/**
 * A command with an idempotency key was handled, and what it did was saved with this event. Followers may pass it over.
 *
 * @param key the key, as it was given to {@code Application.once}
 */
@Topic("io.eventsourcing.command-handled")
public record CommandHandled(String key) {
    public CommandHandled {
        Objects.requireNonNull(key, "key");
    }
}
