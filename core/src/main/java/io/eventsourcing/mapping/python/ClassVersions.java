package io.eventsourcing.mapping.python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The class versions of topics, and the steps from each version to the next. */
final class ClassVersions {
    static final String CLASS_VERSION = "class_version";

    private final Map<String, List<UnaryOperator<ObjectNode>>> steps = new HashMap<>();

    void add(String topic, int fromVersion, UnaryOperator<ObjectNode> change) {
        if (fromVersion != current(topic)) {
            throw new IllegalArgumentException(
                    "The upcasters of '%s' are given in the order of their versions: the next one is from version %d, not %d"
                            .formatted(topic, current(topic), fromVersion));
        }
        steps.computeIfAbsent(topic, name -> new ArrayList<>()).add(change);
    }

    /** The version of the class today. */
    int current(String topic) {
        return stepsOf(topic).size() + 1;
    }

    private List<UnaryOperator<ObjectNode>> stepsOf(String topic) {
        return steps.getOrDefault(topic, List.of());
    }

    /** The state in today's shape, without its class version. */
    ObjectNode upcast(String topic, ObjectNode state) {
        JsonNode stored = state.remove(CLASS_VERSION);
        int version = stored == null ? 1 : stored.asInt();
        if (version < 1 || version > current(topic)) {
            throw new IllegalArgumentException(
                    "it has the class version %d, and the newest that is known here is %d: start the version of the application that wrote it, or register an upcaster"
                            .formatted(version, current(topic)));
        }
        ObjectNode upcast = state;
        for (UnaryOperator<ObjectNode> step : stepsOf(topic).subList(version - 1, current(topic) - 1)) {
            upcast = step.apply(upcast);
        }
        return upcast;
    }
}
