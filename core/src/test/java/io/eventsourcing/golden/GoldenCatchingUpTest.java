package io.eventsourcing.golden;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.TrackingRecorder;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Followers go on in Java where they stopped in Python, and write what Python's would have written. */
class GoldenCatchingUpTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MemoryPersistence rows = GoldenRows.of("plain").inMemory();

    private void trackAsInPython() {
        Golden.json("expected.json")
                .get("tracking")
                .forEachEntry((follower, leaders) -> leaders.forEachEntry((leader, position) -> rows.transactions()
                        .required(() -> {
                            TrackingRecorder tracking = rows.trackingRecorder();
                            if (position.isNumber()) {
                                Tracking begun = tracking.lock(follower, leader, Segment.whole())
                                        .orElseThrow();
                                tracking.move(begun, position.longValue());
                            }
                            return position;
                        })));
    }

    private Stream<Notification> written(String application) {
        return rows.eventRecorder().selectNotifications(application, NotificationQuery.after(232, 100)).stream();
    }

    private static String described(StoredEvent event) {
        ObjectNode state = (ObjectNode) JSON.readTree(new String(event.state(), StandardCharsets.UTF_8));
        state.remove("timestamp");
        return described(
                event.applicationName(), event.originatorId().toString().replace("-", ""), event, state);
    }

    private static String described(String application, String id, StoredEvent event, JsonNode state) {
        return "%s %s v%d %s %s".formatted(application, id, event.originatorVersion(), event.topic(), state);
    }

    private static String described(JsonNode expected) {
        return "%s %s v%d %s %s"
                .formatted(
                        expected.get("application").stringValue(),
                        expected.get("originator_id").stringValue(),
                        expected.get("originator_version").longValue(),
                        expected.get("topic").stringValue(),
                        expected.get("state_without_timestamp"));
    }

    @Test
    void theSameEventsAreWritten() {
        JsonNode expected = Golden.json("expected.json").get("catching_up");
        trackAsInPython();
        GoldenApplications applications =
                new GoldenApplications(GoldenApplications.settings(rows).build());
        EventSourcedSystem system = EventSourcedSystem.of(
                pipe(applications.trainingSchool, applications.trickCounters),
                pipe(applications.trickCounters, applications.announcements));
        try (Runner runner = Runner.singleThreaded(system)) {
            runner.start();
            runner.await("TrickCounters", Duration.ofSeconds(30));
            runner.await("Announcements", Duration.ofSeconds(30));
        }
        List<String> events = Stream.of("TrickCounters", "Announcements")
                .flatMap(this::written)
                .sorted(Comparator.comparingLong(Notification::id))
                .map(notification -> described(notification.event()))
                .toList();
        assertThat(events)
                .containsExactlyInAnyOrderElementsOf(expected.get("new_events")
                        .valueStream()
                        .map(GoldenCatchingUpTest::described)
                        .toList());
        assertThat(rows.trackingRecorder().hasTrackingId("TrickCounters", "TrainingSchool", 232))
                .isTrue();
    }
}
