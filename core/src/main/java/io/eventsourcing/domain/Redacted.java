package io.eventsourcing.domain;

import java.util.Objects;

/**
 * What is left of the body of an event whose originator was forgotten.
 *
 * @param topic the topic of the event
 */
public record Redacted(String topic) {
    public Redacted {
        Objects.requireNonNull(topic, "topic");
    }
}
