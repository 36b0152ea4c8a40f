package io.eventsourcing.spring.command.store;

import io.eventsourcing.mapping.EventMapper;
import io.eventsourcing.mapping.ForgottenException;
import io.eventsourcing.persistence.StoredEvent;
import java.util.Base64;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** States for people, decompressed and decrypted: as JSON where they are JSON, otherwise as base64. */
final class StateJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .build();

    private final EventMapper mapper;

    StateJson(EventMapper mapper) {
        this.mapper = mapper;
    }

    /** The state as a member of a JSON object: its name and its value. */
    Map.Entry<String, Object> member(StoredEvent event) {
        byte[] state;
        try {
            state = mapper.opened(event).state();
        } catch (ForgottenException e) {
            return Map.entry("redacted", true);
        }
        try {
            return Map.entry("state", JSON.readTree(state));
        } catch (JacksonException e) {
            return Map.entry("stateBase64", Base64.getEncoder().encodeToString(state));
        }
    }

    /** The state as text. */
    String text(StoredEvent event) {
        Map.Entry<String, Object> member = member(event);
        return switch (member.getKey()) {
            case "state" -> JSON.writeValueAsString(member.getValue());
            case "redacted" -> "(redacted: its originator was forgotten)";
            default -> member.getValue().toString();
        };
    }
}
