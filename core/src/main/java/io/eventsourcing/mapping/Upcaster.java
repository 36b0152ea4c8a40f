package io.eventsourcing.mapping;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings what was stored under an earlier topic to later ones, while it is read; the stored row stays as it is. A new shape
 * of an event has a topic of its own, so a topic always means one shape. Works for events, and where it leads to one topic
 * also for snapshots and, as a mere renaming, for the topics of aggregates.
 *
 * @param fromTopic the earlier topic
 * @param toTopics the later topics: those of registered types, or where other upcasters begin; empty if events of the
 *     earlier topic mean nothing any more
 * @param change makes the later states of the JSON object, which it may change; it must not have side effects
 */
public record Upcaster(String fromTopic, Set<String> toTopics, Function<ObjectNode, List<Part>> change) {
    /**
     * What an event, or a part of it, has become.
     *
     * @param topic one of the upcaster's later topics
     * @param state the JSON object
     */
    public record Part(String topic, ObjectNode state) {
        /** A part of a type of today. */
        public static Part of(Class<?> type, ObjectNode state) {
            return new Part(Topics.nameOf(type), state);
        }
    }

    public Upcaster {
        toTopics = Set.copyOf(toTopics);
        Objects.requireNonNull(change, "change");
        if (toTopics.contains(fromTopic)) {
            throw new IllegalArgumentException(
                    "An upcaster must lead to another topic, not from '%s' to itself: give the new shape a topic of its own"
                            .formatted(fromTopic));
        }
    }

    /** An upcaster to one topic, which is that of a registered type, or where another upcaster begins. */
    public Upcaster(String fromTopic, String toTopic, UnaryOperator<ObjectNode> change) {
        this(fromTopic, Set.of(toTopic), state -> List.of(new Part(toTopic, change.apply(state))));
        Objects.requireNonNull(change, "change");
    }

    /** The type has another name now, and its shape is the same. */
    public static Upcaster renamed(String fromTopic, Class<?> toType) {
        return to(fromTopic, toType, state -> state);
    }

    /** The type has a new shape. */
    public static Upcaster to(String fromTopic, Class<?> toType, UnaryOperator<ObjectNode> change) {
        return new Upcaster(fromTopic, Topics.nameOf(toType), change);
    }

    /**
     * One event has become several, which are read in the order of the parts and all have its version.
     *
     * @param toTopics every topic that a part may have
     */
    public static Upcaster split(String fromTopic, Set<String> toTopics, Function<ObjectNode, List<Part>> change) {
        return new Upcaster(fromTopic, toTopics, change);
    }

    /** Events of a topic mean nothing any more: they are counted, and passed over. */
    public static Upcaster dropped(String fromTopic) {
        return new Upcaster(fromTopic, Set.of(), state -> List.of());
    }
}
