package io.eventsourcing.mapping.python;

import io.eventsourcing.mapping.JacksonTranscoder;
import io.eventsourcing.mapping.MapperException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes JSON objects that hold a user's record and properties beside its own. */
final class PythonObjects {
    private final JsonMapper json;
    private final TypedValues values;
    private final JacksonTranscoder transcoder;

    PythonObjects(List<Transcoding<?>> own) {
        json = PythonJson.mapper(own);
        values = new TypedValues(own);
        transcoder = new JacksonTranscoder(json);
    }

    ObjectBytes begin() {
        return new ObjectBytes(transcoder);
    }

    ObjectNode read(byte[] state) {
        try {
            if (json.readTree(state) instanceof ObjectNode object) {
                return object;
            }
            throw new MapperException("its state is not a JSON object", null);
        } catch (JacksonException e) {
            throw new MapperException("its state is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    Object bind(ObjectNode object, Class<?> type) {
        return transcoder.decode(object, type);
    }

    /** Takes a time out of an object. */
    Instant removeTime(ObjectNode object, String name) {
        try {
            return PythonTime.instant(value(object.remove(name)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new MapperException("its '%s' is not a time: %s".formatted(name, e.getMessage()), e);
        }
    }

    private @Nullable Object value(@Nullable JsonNode node) {
        return node == null ? null : values.read(node);
    }
}
