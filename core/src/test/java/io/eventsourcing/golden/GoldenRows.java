package io.eventsourcing.golden;

import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** The rows of the golden database; the ids of its events are 1, 2, 3 …, as those of an empty backend will be. */
record GoldenRows(List<StoredEvent> events, List<StoredEvent> snapshots) {
    static GoldenRows of(String variant) {
        return new GoldenRows(
                read("rows/%s/stored_events.jsonl".formatted(variant)),
                read("rows/%s/snapshots.jsonl".formatted(variant)));
    }

    /** The events with their ids. */
    List<Notification> notifications() {
        return IntStream.range(0, events.size())
                .mapToObj(i -> new Notification(i + 1, events.get(i)))
                .toList();
    }

    private static List<StoredEvent> read(String file) {
        return Golden.lines(file).stream().map(GoldenRows::row).toList();
    }

    private static StoredEvent row(JsonNode row) {
        return new StoredEvent(
                row.get("application_name").stringValue(),
                Expected.id(row.get("originator_id").stringValue()),
                row.get("originator_version").longValue(),
                row.get("topic").stringValue(),
                Golden.bytes(row.get("state")),
                null,
                null,
                Instant.EPOCH);
    }

    MemoryPersistence inMemory() {
        MemoryPersistence persistence = withoutSnapshots();
        persistence.snapshotRecorder().insertEvents(snapshots);
        return persistence;
    }

    MemoryPersistence withoutSnapshots() {
        MemoryPersistence persistence = new MemoryPersistence();
        persistence.eventRecorder().insertEvents(events);
        return persistence;
    }
}
