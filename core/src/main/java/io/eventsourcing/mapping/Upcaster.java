package io.eventsourcing.mapping;

import java.util.Objects;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings what was stored under an earlier topic to a later one, while it is read; the stored row stays as it is. A new shape
 * of an event has a topic of its own, so a topic always means one shape. Works for events, snapshots and, as a mere
 * renaming, for the topics of aggregates.
 *
 * @param fromTopic the earlier topic
 * @param toTopic the later topic: that of a registered type, or where another upcaster begins
 * @param change changes the JSON object, or makes another one; it must not have side effects
 */
public record Upcaster(String fromTopic, String toTopic, UnaryOperator<ObjectNode> change) {
    public Upcaster {
        Objects.requireNonNull(change, "change");
        if (fromTopic.equals(toTopic)) {
            throw new IllegalArgumentException(
                    "An upcaster must lead to another topic, not from '%s' to itself: give the new shape a topic of its own"
                            .formatted(fromTopic));
        }
    }

    /** The type has another name now, and its shape is the same. */
    public static Upcaster renamed(String fromTopic, Class<?> toType) {
        return to(fromTopic, toType, state -> state);
    }

    /** The type has a new shape. */
    public static Upcaster to(String fromTopic, Class<?> toType, UnaryOperator<ObjectNode> change) {
        return new Upcaster(fromTopic, Topics.nameOf(toType), change);
    }
}
