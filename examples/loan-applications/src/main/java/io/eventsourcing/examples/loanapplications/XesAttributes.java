package io.eventsourcing.examples.loanapplications;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one trace or event.
 *
 * @param element whose they are
 * @param line where that begins
 * @param values by key
 * @param caseName the case, where it is known
 */
record XesAttributes(
        String element,
        int line,
        Map<String, String> values,
        @Nullable String caseName) {
    static final String NAME = "concept:name";

    Step step() {
        Instant timestamp = time("time:timestamp");
        if (timestamp == null) {
            throw missing("time:timestamp");
        }
        String transition = values.getOrDefault("lifecycle:transition", "COMPLETE");
        return new Step(required(NAME), transition, timestamp, values.get("org:resource"));
    }

    String required(String key) {
        String value = values.get(key);
        if (value == null || value.isBlank()) {
            throw missing(key);
        }
        return value;
    }

    @Nullable
    Long number(String key) {
        String value = values.get(key);
        try {
            return value == null ? null : Long.valueOf(value.strip());
        } catch (NumberFormatException e) {
            throw BadLogException.at(line, caseName, "%s is '%s', not a whole number".formatted(key, value), e);
        }
    }

    @Nullable
    Instant time(String key) {
        String value = values.get(key);
        try {
            return value == null ? null : OffsetDateTime.parse(value.strip()).toInstant();
        } catch (DateTimeException e) {
            throw BadLogException.at(
                    line,
                    caseName,
                    "%s is '%s', not a time such as 2011-10-01T00:38:44.546+02:00".formatted(key, value),
                    e);
        }
    }

    private BadLogException missing(String key) {
        return BadLogException.at(line, caseName, "the %s has no %s".formatted(element, key), null);
    }
}
