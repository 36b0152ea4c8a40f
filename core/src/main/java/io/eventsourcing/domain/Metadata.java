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
    /** Names what all events have in common that come from one outer request. */
    public static final String CORRELATION_ID = "correlation-id";

    /** Names the event that this one was a reaction to, as {@code application/originator id/version}. */
    public static final String CAUSATION_ID = "causation-id";

    /** Names who did it. */
    public static final String USER = "user";

    /** Names the trace that it was part of, as the W3C's header {@code traceparent} does. */
    public static final String TRACE_PARENT = "traceparent";

    /** Names what the tracing systems add to the trace, as the W3C's header {@code tracestate} does. */
    public static final String TRACE_STATE = "tracestate";

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

    /** These values and others, which replace values of the same names. */
    public Metadata with(Metadata others) {
        if (others.values.isEmpty()) {
            return this;
        }
        Map<String, String> merged = new TreeMap<>(values);
        merged.putAll(others.values);
        return new Metadata(merged);
    }

    /** These values and one more, which replaces a value of the same name. */
    public Metadata with(String name, String value) {
        Map<String, String> merged = new TreeMap<>(values);
        merged.put(name, value);
        return new Metadata(merged);
    }
}
