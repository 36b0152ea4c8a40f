package io.eventsourcing.mapping;

import io.eventsourcing.domain.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Metadata as the text of its column, sorted by name. */
final class MetadataJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> TEXT_VALUES = new TypeReference<>() {};

    private MetadataJson() {}

    static @Nullable String write(Metadata metadata) {
        return metadata.values().isEmpty()
                ? null
                : new String(JSON.writeValueAsBytes(new TreeMap<>(metadata.values())), StandardCharsets.UTF_8);
    }

    static Metadata read(@Nullable String metadata) {
        if (metadata == null) {
            return Metadata.none();
        }
        try {
            Map<String, String> values = JSON.readValue(metadata, TEXT_VALUES);
            if (values != null && values.values().stream().noneMatch(Objects::isNull)) {
                return new Metadata(values);
            }
        } catch (JacksonException e) {
            throw malformed(e);
        }
        throw malformed(null);
    }

    private static MapperException malformed(@Nullable JacksonException cause) {
        return new MapperException("its metadata is not a JSON object of texts", cause);
    }
}
