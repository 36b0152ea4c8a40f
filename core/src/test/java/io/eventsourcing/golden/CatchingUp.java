package io.eventsourcing.golden;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lets the followers process what they had not processed in Python. */
final class CatchingUp {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CatchingUp() {}

    /** Asserts that the events that Python's followers would have written are written. */
    static void assertAsInPython(EventSourcing eventSourcing) {
        JsonNode expected = Golden.json("expected.json").get("catching_up");
        PersistenceModule persistence = eventSourcing.persistence();
        long before = persistence.settledHead().read();
        long leader =
                persistence.eventRecorder().maxNotificationId("TrainingSchool").orElseThrow();
        run(new GoldenApplications(eventSourcing));
        List<String> events = Stream.of("TrickCounters", "Announcements")
                .flatMap(application -> written(persistence, application, before))
                .sorted(Comparator.comparingLong(Notification::id))
                .map(notification -> described(notification.event()))
                .toList();
        assertThat(events)
                .containsExactlyInAnyOrderElementsOf(expected.get("new_events")
                        .valueStream()
                        .map(CatchingUp::described)
                        .toList());
        assertThat(persistence.trackingRecorder().hasTrackingId("TrickCounters", "TrainingSchool", leader))
                .isTrue();
    }

    private static void run(GoldenApplications applications) {
        EventSourcedSystem system = EventSourcedSystem.of(
                pipe(applications.trainingSchool, applications.trickCounters),
                pipe(applications.trickCounters, applications.announcements));
        try (Runner runner = Runner.singleThreaded(system)) {
            runner.start();
            runner.await("TrickCounters", Duration.ofSeconds(30));
            runner.await("Announcements", Duration.ofSeconds(30));
        }
    }

    private static Stream<Notification> written(PersistenceModule persistence, String application, long after) {
        return persistence
                .eventRecorder()
                .selectNotifications(application, NotificationQuery.after(after, 100))
                .stream();
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
}
