package io.eventsourcing.transfer;

import io.eventsourcing.persistence.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lines of an export. A state, and metadata, is JSON within the line if it comes out of it byte for byte; otherwise a
 * state is base64, and metadata a text.
 */
final class ExportLine {
    /** Keeps numbers as they are written. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String SNAPSHOT = "snapshot";
    private static final String EVENTS = "events";

    private ExportLine() {}

    static String of(ExportHeader header) {
        return JSON.createObjectNode()
                .put("format", ExportHeader.FORMAT)
                .put("version", ExportHeader.VERSION)
                .put("application", header.applicationName())
                .put("decoded", header.decoded())
                .toString();
    }

    static String of(ExportReport report) {
        return JSON.createObjectNode()
                .put(EVENTS, report.events())
                .put("snapshots", report.snapshots())
                .toString();
    }

    /**
     * The line of a row.
     *
     * @param id the notification id, or null for a snapshot
     * @param redacted whether it has no state that anybody could read
     */
    static String of(StoredEvent row, @Nullable Long id, boolean redacted) {
        ObjectNode line = JSON.createObjectNode();
        if (id == null) {
            line.put(SNAPSHOT, true);
        } else {
            line.put("id", id);
        }
        line.put("originatorId", row.originatorId().toString());
        line.put("originatorVersion", row.originatorVersion());
        line.put("topic", row.topic());
        if (row.originatorTopic() != null) {
            line.put("originatorTopic", row.originatorTopic());
        }
        line.put("recordedAt", row.recordedAt().toString());
        if (row.metadata() != null) {
            String text = row.metadata();
            tree(text.getBytes(StandardCharsets.UTF_8))
                    .ifPresentOrElse(tree -> line.set("metadata", tree), () -> line.put("metadataText", text));
        }
        if (redacted) {
            line.put("redacted", true);
        } else {
            tree(row.state())
                    .ifPresentOrElse(
                            tree -> line.set("state", tree),
                            () -> line.put("stateBase64", Base64.getEncoder().encodeToString(row.state())));
        }
        return JSON.writeValueAsString(line);
    }

    private static Optional<JsonNode> tree(byte[] json) {
        try {
            JsonNode tree = JSON.readTree(json);
            return Arrays.equals(JSON.writeValueAsBytes(tree), json) ? Optional.of(tree) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException if it is not a JSON object */
    static ObjectNode read(String line) {
        try {
            if (JSON.readTree(line) instanceof ObjectNode node) {
                return node;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("it is not a JSON object");
    }

    /** @throws IllegalArgumentException if it is not the first line of an export of this version */
    static ExportHeader header(ObjectNode line) {
        if (!line.path("format").asString("").equals(ExportHeader.FORMAT)) {
            throw new IllegalArgumentException("it is not the first line of an export");
        }
        int version = line.path("version").asInt(0);
        if (version != ExportHeader.VERSION) {
            throw new IllegalArgumentException(
                    "the export is of version %d, but only version %d is known: use a newer version of the library"
                            .formatted(version, ExportHeader.VERSION));
        }
        return new ExportHeader(text(line, "application"), line.path("decoded").asBoolean(false));
    }

    /** What the last line of an export says, or empty if this is not it. */
    static Optional<ExportReport> end(ObjectNode line) {
        return line.has(EVENTS)
                ? Optional.of(new ExportReport(
                        line.path(EVENTS).asLong(), line.path("snapshots").asLong()))
                : Optional.empty();
    }

    static boolean isSnapshot(ObjectNode line) {
        return line.path(SNAPSHOT).asBoolean(false);
    }

    /**
     * The row of a line.
     *
     * @throws IllegalArgumentException if something is missing or malformed
     */
    static StoredEvent row(String applicationName, ObjectNode line) {
        try {
            return new StoredEvent(
                    applicationName,
                    UUID.fromString(text(line, "originatorId")),
                    number(line, "originatorVersion"),
                    text(line, "topic"),
                    state(line),
                    line.has("originatorTopic") ? text(line, "originatorTopic") : null,
                    metadata(line),
                    Instant.parse(text(line, "recordedAt")));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("recordedAt is not a time: '%s'".formatted(e.getParsedString()), e);
        }
    }

    private static byte[] state(ObjectNode line) {
        JsonNode tree = line.get("state");
        if (tree != null) {
            return JSON.writeValueAsBytes(tree);
        }
        if (line.has("redacted")) {
            throw new IllegalArgumentException(
                    "the state of %s/%d is redacted, since its originator was forgotten: it can only be imported from an export that is not decoded"
                            .formatted(text(line, "originatorId"), number(line, "originatorVersion")));
        }
        return Base64.getDecoder().decode(text(line, "stateBase64"));
    }

    private static @Nullable String metadata(ObjectNode line) {
        JsonNode tree = line.get("metadata");
        if (tree != null) {
            return JSON.writeValueAsString(tree);
        }
        return line.has("metadataText") ? text(line, "metadataText") : null;
    }

    private static String text(ObjectNode line, String name) {
        JsonNode value = line.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("it has no text '%s'".formatted(name));
        }
        return value.stringValue();
    }

    private static long number(ObjectNode line, String name) {
        JsonNode value = line.path(name);
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException("it has no number '%s'".formatted(name));
        }
        return value.longValue();
    }
}
