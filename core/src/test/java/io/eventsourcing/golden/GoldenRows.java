package io.eventsourcing.golden;

import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The rows of the golden tables; what they have no columns for is null, or the beginning of 1970. */
final class GoldenRows {
    private GoldenRows() {}

    /**
     * The rows of a table, in the order of their ids.
     *
     * @param variant {@code plain}, {@code zlib} or {@code aes}
     */
    static List<JsonNode> rows(String variant, String table) {
        return Golden.lines("rows/%s/%s.jsonl".formatted(variant, table));
    }

    /** The events of all applications. */
    static List<Notification> notifications(String variant) {
        return rows(variant, "stored_events").stream()
                .map(row -> new Notification(row.get("id").longValue(), storedEvent(row)))
                .toList();
    }

    /** A row of events or of snapshots. */
    static StoredEvent storedEvent(JsonNode row) {
        String id = row.get("originator_id").stringValue();
        return new StoredEvent(
                row.get("application_name").stringValue(),
                new UUID(Long.parseUnsignedLong(id, 0, 16, 16), Long.parseUnsignedLong(id, 16, 32, 16)),
                row.get("originator_version").longValue(),
                row.get("topic").stringValue(),
                Golden.bytes(row.get("state")),
                null,
                null,
                Instant.EPOCH);
    }

    /** A backend that holds the events of a variant under the ids that they have there. */
    static PersistenceModule persistence(String variant) {
        MemoryPersistence persistence = new MemoryPersistence();
        for (Notification row : notifications(variant)) {
            List<Long> ids = persistence.eventRecorder().insertEvents(List.of(row.event()));
            if (!ids.equals(List.of(row.id()))) {
                throw new IllegalStateException("The row of id %d got %s".formatted(row.id(), ids));
            }
        }
        return persistence;
    }
}
