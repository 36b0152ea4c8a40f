package io.eventsourcing.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** What the Python applications stored is read into the states that they had there. */
class GoldenAggregatesTest {
    private static Stream<JsonNode> aggregates() {
        return Golden.json("expected.json").get("aggregates").valueStream();
    }

    private static String title(JsonNode expected) {
        return expected.get("class").stringValue() + " " + expected.get("id").stringValue();
    }

    private static DynamicTest read(JsonNode expected, MemoryPersistence rows, JsonNode state) {
        EventSourcing eventSourcing = GoldenApplications.settings(rows).build();
        Repository<?> repository = new GoldenApplications(eventSourcing)
                .repository(expected.get("topic").stringValue());
        return dynamicTest(title(expected), () -> assertAsExpected(expected, state, repository));
    }

    private static void assertAsExpected(JsonNode expected, JsonNode state, Repository<?> repository) {
        UUID id = Expected.id(expected.get("id").stringValue());
        assertState(repository.get(id), state);
        for (JsonNode past : expected.path("history")) {
            if (state == expected) {
                assertState(repository.getAtVersion(id, past.get("asked").longValue()), past);
            }
        }
    }

    private static void assertState(Aggregate<?> aggregate, JsonNode expected) {
        assertThat(aggregate.version()).isEqualTo(expected.get("version").longValue());
        assertThat(aggregate.createdOn()).contains(time(expected.get("created_on")));
        assertThat(aggregate.modifiedOn()).contains(time(expected.get("modified_on")));
        assertThat(aggregate instanceof Stay stay && !expected.has("id") ? summary(stay) : attributes(aggregate))
                .usingRecursiveComparison()
                .isEqualTo(Expected.value(expected.get("state")));
    }

    private static Map<String, @Nullable Object> attributes(Aggregate<?> aggregate) {
        return ((Attributes) aggregate).attributes();
    }

    /** Past states of stays are noted in short: the names of their items. */
    private static Map<String, @Nullable Object> summary(Stay stay) {
        Map<String, @Nullable Object> summary = new HashMap<>();
        summary.put("items", List.copyOf(new TreeSet<>(stay.snapshot().items().keySet())));
        summary.put("departure", stay.snapshot().departure());
        return summary;
    }

    private static Instant time(JsonNode text) {
        return OffsetDateTime.parse(text.stringValue()).toInstant();
    }

    @TestFactory
    Stream<DynamicTest> aggregatesAreReadFromTheirSnapshotsAndTheEventsAfterThem() {
        MemoryPersistence rows = GoldenRows.of("plain").inMemory();
        return aggregates().map(expected -> read(expected, rows, expected));
    }

    @TestFactory
    Stream<DynamicTest> aggregatesAreReadFromTheirEventsAlone() {
        MemoryPersistence rows = GoldenRows.of("plain").withoutSnapshots();
        return aggregates()
                .map(expected -> read(
                        expected,
                        rows,
                        expected.has("without_snapshots") ? expected.get("without_snapshots") : expected));
    }

    @Test
    void snapshotsAndTopicsAreThoseThatAreExpected() {
        MemoryPersistence rows = GoldenRows.of("plain").inMemory();
        aggregates().forEach(expected -> {
            String application = expected.get("application").stringValue();
            UUID id = Expected.id(expected.get("id").stringValue());
            List<StoredEvent> events = rows.eventRecorder().selectEvents(application, id, EventQuery.all());
            List<StoredEvent> snapshots = rows.snapshotRecorder().selectEvents(application, id, EventQuery.all());
            assertThat(events)
                    .extracting(StoredEvent::topic)
                    .containsExactlyElementsOf(expected.get("event_topics")
                            .valueStream()
                            .map(JsonNode::stringValue)
                            .toList());
            assertThat(snapshots)
                    .extracting(StoredEvent::originatorVersion)
                    .containsExactlyElementsOf(expected.path("snapshot_versions")
                            .valueStream()
                            .map(JsonNode::longValue)
                            .toList());
        });
    }
}
