package io.eventsourcing.mapping;

import io.eventsourcing.persistence.StoredEvent;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The upcasters by the topic that they begin at. */
final class Upcasters {
    /** Keeps every number as it was written. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();

    private final Map<String, Upcaster> byTopic = new HashMap<>();

    Upcasters(List<Upcaster> upcasters) {
        for (Upcaster upcaster : upcasters) {
            if (byTopic.putIfAbsent(upcaster.fromTopic(), upcaster) != null) {
                throw new IllegalArgumentException(
                        "Two upcasters begin at the topic '%s'".formatted(upcaster.fromTopic()));
            }
        }
        byTopic.keySet().forEach(this::currentTopic);
    }

    /** The topic that a stored topic leads to. */
    String currentTopic(String topic) {
        if (!byTopic.containsKey(topic)) {
            return topic;
        }
        Set<String> passed = new LinkedHashSet<>();
        String current = topic;
        for (Upcaster next = byTopic.get(current); next != null; next = byTopic.get(current)) {
            if (!passed.add(current)) {
                throw new IllegalArgumentException("The upcasters lead in a circle: " + passed);
            }
            current = next.toTopic();
        }
        return current;
    }

    /** The topics that lead to a topic, itself included. */
    Set<String> leadingTo(String topic) {
        Set<String> topics = new LinkedHashSet<>(Set.of(topic));
        byTopic.keySet().stream()
                .filter(from -> currentTopic(from).equals(topic))
                .forEach(topics::add);
        return topics;
    }

    /** The row in the shape of the current topic. */
    StoredEvent upcast(StoredEvent stored) {
        Upcaster next = byTopic.get(stored.topic());
        if (next == null) {
            return stored;
        }
        try {
            JsonNode tree = JSON.readTree(stored.state());
            while (next != null && tree instanceof ObjectNode object) {
                tree = next.change().apply(object);
                next = byTopic.get(next.toTopic());
            }
            return stored.withState(currentTopic(stored.topic()), JSON.writeValueAsBytes(tree));
        } catch (JacksonException e) {
            throw new MapperException("its state is not JSON: " + e.getOriginalMessage(), e);
        } catch (RuntimeException e) {
            throw new MapperException("the upcaster from '%s' failed: %s".formatted(stored.topic(), e), e);
        }
    }
}
