package io.eventsourcing.mapping;

import io.eventsourcing.persistence.StoredEvent;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
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
        byTopic.keySet().forEach(topic -> refuseCircle(topic, new LinkedHashSet<>()));
    }

    private void refuseCircle(String topic, Set<String> passed) {
        if (!passed.add(topic)) {
            throw new IllegalArgumentException("The upcasters lead in a circle: " + passed);
        }
        for (String next : next(topic)) {
            refuseCircle(next, new LinkedHashSet<>(passed));
        }
    }

    private Set<String> next(String topic) {
        Upcaster upcaster = byTopic.get(topic);
        return upcaster == null ? Set.of() : upcaster.toTopics();
    }

    boolean beginAt(String topic) {
        return byTopic.containsKey(topic);
    }

    /** The topic that a stored topic leads to, as far as it leads to one. */
    String currentTopic(String topic) {
        String current = topic;
        while (next(current).size() == 1) {
            current = next(current).iterator().next();
        }
        return current;
    }

    /** The topics that lead to a topic, itself included. */
    Set<String> leadingTo(String topic) {
        Set<String> topics = new LinkedHashSet<>(Set.of(topic));
        byTopic.keySet().stream().filter(from -> leads(from, topic)).forEach(topics::add);
        return topics;
    }

    private boolean leads(String from, String to) {
        return from.equals(to) || next(from).stream().anyMatch(next -> leads(next, to));
    }

    /** The row in the shapes of today's topics. */
    List<StoredEvent> upcast(StoredEvent row) {
        return parts(row).stream()
                .map(part -> row.withState(part.topic(), JSON.writeValueAsBytes(part.state())))
                .toList();
    }

    /** The same for what cannot be split. */
    StoredEvent upcastToOne(StoredEvent row) {
        if (!beginAt(row.topic())) {
            return row;
        }
        List<StoredEvent> upcast = upcast(row);
        if (upcast.size() != 1) {
            throw new MapperException(
                    "the upcaster from '%s' makes %d of it, and a snapshot must stay one"
                            .formatted(row.topic(), upcast.size()),
                    null);
        }
        return upcast.getFirst();
    }

    private List<Upcaster.Part> parts(StoredEvent row) {
        try {
            if (JSON.readTree(row.state()) instanceof ObjectNode state) {
                return parts(new Upcaster.Part(row.topic(), state)).toList();
            }
            throw new MapperException("its state is not a JSON object", null);
        } catch (JacksonException e) {
            throw new MapperException("its state is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Stream<Upcaster.Part> parts(Upcaster.Part part) {
        Upcaster upcaster = byTopic.get(part.topic());
        return upcaster == null
                ? Stream.of(part)
                : change(upcaster, part.state()).stream().flatMap(this::parts);
    }

    private static List<Upcaster.Part> change(Upcaster upcaster, ObjectNode state) {
        List<Upcaster.Part> parts;
        try {
            parts = upcaster.change().apply(state);
        } catch (RuntimeException e) {
            throw new MapperException("the upcaster from '%s' failed: %s".formatted(upcaster.fromTopic(), e), e);
        }
        for (Upcaster.Part part : parts) {
            if (!upcaster.toTopics().contains(part.topic())) {
                throw new MapperException(
                        "the upcaster from '%s' made an event of '%s', which is not one of its later topics %s"
                                .formatted(upcaster.fromTopic(), part.topic(), upcaster.toTopics()),
                        null);
            }
        }
        return parts;
    }
}
