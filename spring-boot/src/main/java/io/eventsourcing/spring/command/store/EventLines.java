package io.eventsourcing.spring.command.store;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.FoundEvent;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.spring.command.base.Output;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Writes events one by one: lines for people, or JSON lines. */
final class EventLines {
    private static final String FORMAT = "%8s  %-27s  %-36s  %7s  %s";

    private final Output output;
    private final StateJson stateJson;
    private final boolean states;

    EventLines(Output output, EventSourcing eventSourcing, boolean states) {
        this.output = output;
        this.stateJson = new StateJson(eventSourcing.mapper());
        this.states = states;
    }

    void begin() {
        if (!output.json()) {
            output.line(FORMAT, "ID", "RECORDED AT", "ORIGINATOR", "VERSION", "TOPIC");
        }
    }

    void line(FoundEvent found) {
        StoredEvent event = found.notification().event();
        if (output.json()) {
            output.json(json(found));
            return;
        }
        output.line(
                FORMAT, found.id(), event.recordedAt(), event.originatorId(), event.originatorVersion(), event.topic());
        if (states) {
            if (!found.metadata().values().isEmpty()) {
                output.line("%8s  %s", "", new TreeMap<>(found.metadata().values()));
            }
            output.line("%8s  %s", "", stateJson.text(event));
        }
    }

    Map<String, Object> json(FoundEvent found) {
        StoredEvent event = found.notification().event();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", found.id());
        values.put("application", event.applicationName());
        values.put("originatorId", event.originatorId().toString());
        values.put("originatorVersion", event.originatorVersion());
        values.put("topic", event.topic());
        values.put("recordedAt", event.recordedAt().toString());
        values.put("metadata", new TreeMap<>(found.metadata().values()));
        if (states) {
            Map.Entry<String, Object> state = stateJson.member(event);
            values.put(state.getKey(), state.getValue());
        }
        return values;
    }

    /** Tells how to see the next page. */
    void more(String option) {
        if (!output.json()) {
            output.error("There are more: %s".formatted(option));
        }
    }
}
