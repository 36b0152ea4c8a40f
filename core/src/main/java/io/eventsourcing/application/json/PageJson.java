package io.eventsourcing.application.json;

import java.io.Serial;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.MinimalPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bytes of a page: a space after each comma and colon, everything outside printable ASCII escaped in lower case. So a
 * page is the same whoever serves it, and may be compared, hashed and cached as text.
 */
final class PageJson {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                    .characterEscapes(new DeleteEscaped())
                    .build())
            .build();

    private PageJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ArrayNode array() {
        return JSON.createArrayNode();
    }

    static String write(JsonNode page) {
        return JSON.writer().with(new SpacedSeparators()).writeValueAsString(page);
    }

    static JsonNode read(String page) {
        return JSON.readTree(page);
    }

    private static final class SpacedSeparators extends MinimalPrettyPrinter {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public void writeObjectNameValueSeparator(JsonGenerator generator) {
            generator.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator generator) {
            generator.writeRaw(", ");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator generator) {
            generator.writeRaw(", ");
        }
    }

    /** The one ASCII character that JSON leaves as it is although it cannot be printed. */
    private static final class DeleteEscaped extends CharacterEscapes {
        @Serial
        private static final long serialVersionUID = 1L;

        private static final char DELETE = 0x7f;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[DELETE] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            throw new IllegalStateException("No character has an escape sequence of its own");
        }
    }
}
