package io.eventsourcing.domain;

/**
 * The last event of an originator that was forgotten: the key of its earlier events is destroyed. It is what followers are
 * told of; a policy or a projection never receives it as an event.
 */
@Topic(Forgotten.TOPIC)
public record Forgotten() {
    /** The topic under which it is stored. */
    public static final String TOPIC = "io.eventsourcing.forgotten";
}
