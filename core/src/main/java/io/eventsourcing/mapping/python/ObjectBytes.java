package io.eventsourcing.mapping.python;

import io.eventsourcing.mapping.MapperException;
import io.eventsourcing.mapping.Transcoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** The bytes of a JSON object, property by property. */
final class ObjectBytes {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final Transcoder transcoder;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Set<String> names = new HashSet<>();

    ObjectBytes(Transcoder transcoder) {
        this.transcoder = transcoder;
    }

    ObjectBytes put(String name, Object value) {
        names.add(name);
        property(name).writeBytes(transcoder.encode(value));
        return this;
    }

    ObjectBytes put(String name, ObjectBytes value) {
        names.add(name);
        property(name).writeBytes(value.end());
        return this;
    }

    private ByteArrayOutputStream property(String name) {
        bytes.write(bytes.size() == 0 ? '{' : ',');
        bytes.writeBytes(("\"" + name + "\":").getBytes(StandardCharsets.UTF_8));
        return bytes;
    }

    /** Puts the properties of an object that is encoded, none of which may be there already. */
    ObjectBytes putAll(Object body) {
        byte[] encoded = transcoder.encode(body);
        refuseSameNames(encoded, body);
        if (encoded.length > 2) {
            bytes.write(',');
            bytes.write(encoded, 1, encoded.length - 2);
        }
        return this;
    }

    private void refuseSameNames(byte[] encoded, Object body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), encoded)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MapperException(
                        "%s is not written as a JSON object: make it a record"
                                .formatted(body.getClass().getName()),
                        null);
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (names.contains(name) || name.equals(ClassVersions.CLASS_VERSION)) {
                    throw new MapperException(
                            "%s has a property '%s', which Python's format keeps for itself: rename it"
                                    .formatted(body.getClass().getName(), name),
                            null);
                }
                parser.nextToken();
                parser.skipChildren();
            }
        }
    }

    byte[] end() {
        bytes.write('}');
        return bytes.toByteArray();
    }
}
