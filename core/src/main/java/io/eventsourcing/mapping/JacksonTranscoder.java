package io.eventsourcing.mapping;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bodies as JSON, by Jackson 3: records by their components, times and durations as ISO 8601 text, bytes as base64, unknown
 * properties passed over. A component that is declared as a sealed type says in {@code "@type"} which of the permitted
 * classes it is; no other class can be named in the JSON, so nothing in the database decides what is loaded. Thread-safe.
 */
public final class JacksonTranscoder implements Transcoder {
    private final JsonMapper json;

    /** With Jackson's defaults. */
    public JacksonTranscoder() {
        this(JsonMapper.builder().build());
    }

    /** With the modules and features of a mapper. */
    public JacksonTranscoder(JsonMapper json) {
        this.json = Objects.requireNonNull(json, "json")
                .rebuild()
                .addModule(SealedTypes.module())
                .build();
    }

    @Override
    public byte[] encode(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JacksonException e) {
            throw new MapperException(
                    "Cannot write %s as JSON%s: %s".formatted(body.getClass().getName(), at(e), e.getOriginalMessage()),
                    e);
        } catch (RuntimeException e) {
            throw new MapperException(
                    "Cannot write %s as JSON: %s".formatted(body.getClass().getName(), e), e);
        }
    }

    @Override
    public <T> T decode(byte[] state, Class<T> type) {
        return decode(() -> json.readValue(state, type), type);
    }

    /**
     * The body that a tree means.
     *
     * @throws MapperException if the tree is not of that type
     */
    public <T> T decode(JsonNode tree, Class<T> type) {
        return decode(() -> json.treeToValue(tree, type), type);
    }

    private static <T> T decode(Supplier<@Nullable T> read, Class<T> type) {
        T body;
        try {
            body = read.get();
        } catch (JacksonException e) {
            throw new MapperException(
                    "The stored JSON is not a %s%s: %s".formatted(type.getName(), at(e), e.getOriginalMessage()), e);
        } catch (RuntimeException e) {
            throw new MapperException("The stored JSON is not a %s: %s".formatted(type.getName(), e), e);
        }
        if (body == null) {
            throw new MapperException("The stored JSON is null where a %s should be".formatted(type.getName()), null);
        }
        return body;
    }

    /** Where in the value it went wrong, as {@code " at lines[1].price"}; empty for the value itself. */
    private static String at(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            String property = step.getPropertyName();
            path.append(property == null ? "[" + step.getIndex() + "]" : "." + property);
        }
        return path.isEmpty() ? "" : " at " + path.substring(path.charAt(0) == '.' ? 1 : 0);
    }
}
