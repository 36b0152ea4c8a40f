package io.eventsourcing.persistence;

import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bodies as JSON, by Jackson 3: records by their components, times as ISO 8601 text, unknown properties passed over. No
 * type is ever named in the JSON, so nothing in the database decides which class is loaded. Thread-safe.
 */
public final class JacksonTranscoder implements Transcoder {
    private final JsonMapper json;

    /** With Jackson's defaults. */
    public JacksonTranscoder() {
        this(JsonMapper.builder().build());
    }

    /** With the modules and features of a mapper. */
    public JacksonTranscoder(JsonMapper json) {
        this.json = Objects.requireNonNull(json, "json");
    }

    @Override
    public byte[] encode(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JacksonException e) {
            throw new MapperException(
                    "Cannot write %s as JSON: %s".formatted(body.getClass().getName(), e.getOriginalMessage()), e);
        }
    }

    @Override
    public <T> T decode(byte[] state, Class<T> type) {
        T body;
        try {
            body = json.readValue(state, type);
        } catch (JacksonException e) {
            throw new MapperException(
                    "The stored JSON is not a %s: %s".formatted(type.getName(), e.getOriginalMessage()), e);
        }
        if (body == null) {
            throw new MapperException("The stored JSON is null where a %s should be".formatted(type.getName()), null);
        }
        return body;
    }
}
