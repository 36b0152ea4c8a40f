package io.eventsourcing.domain;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Text values that travel with an event beside its body: correlation id, causation id, user, trace.
 *
 * @param values the values by name, copied; immutable
 */
public record Metadata(Map<String, String> values) {
    private static final Metadata NONE = new Metadata(Map.of());

    public Metadata {
        values = Map.copyOf(values);
    }

    /** Metadata without any value. */
    public static Metadata none() {
        return NONE;
    }

    /** The value of that name, or empty. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(Objects.requireNonNull(name, "name")));
    }

    /** These values and one more, which replaces a value of the same name. */
    public Metadata with(String name, String value) {
        Map<String, String> merged = new TreeMap<>(values);
        merged.put(name, value);
        return new Metadata(merged);
    }
}
