package io.eventsourcing.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Recorders select from the golden rows what Python's selected. */
class GoldenSelectionsTest {
    private final MemoryPersistence rows = GoldenRows.of("plain").inMemory();

    @Test
    void eventsAreSelectedAlike() {
        for (JsonNode asked : Golden.json("expected.json").get("select_events")) {
            UUID id = Expected.id(asked.get("originator_id").stringValue());
            EventQuery query = new EventQuery(
                    asked.path("gt").asLong(EventQuery.BEGINNING),
                    asked.path("lte").asLong(Long.MAX_VALUE),
                    asked.path("desc").asBoolean(false),
                    asked.path("limit").asInt(Integer.MAX_VALUE));
            assertThat(rows.eventRecorder()
                            .selectEvents(asked.get("application").stringValue(), id, query))
                    .as(asked.toString())
                    .extracting(StoredEvent::originatorVersion)
                    .containsExactlyElementsOf(longs(asked.get("versions")));
        }
    }

    @Test
    void notificationsAreSelectedAlike() {
        for (JsonNode asked : Golden.json("expected.json").get("select_notifications")) {
            boolean inclusive = asked.path("inclusive_of_start").asBoolean(true);
            long start = asked.get("start").asLong(0);
            NotificationQuery query = NotificationQuery.after(
                            inclusive ? start - 1 : start, asked.get("limit").intValue())
                    .upTo(asked.path("stop").asLong(Long.MAX_VALUE))
                    .topics(topics(asked));
            assertThat(rows.eventRecorder()
                            .selectNotifications(asked.get("application").stringValue(), query))
                    .as(asked.toString())
                    .extracting(Notification::id)
                    .containsExactlyElementsOf(longs(asked.get("ids")));
        }
    }

    @Test
    void applicationsHaveAsManyEventsAndSnapshotsAndTheSameGreatestId() {
        Golden.json("expected.json").get("applications").forEachEntry((application, expected) -> {
            assertThat(rows.eventRecorder().maxNotificationId(application))
                    .hasValue(expected.get("max_notification_id").longValue());
            assertThat(rows.eventRecorder()
                            .selectNotifications(application, NotificationQuery.after(0, Integer.MAX_VALUE)))
                    .hasSize(expected.get("events").intValue());
        });
    }

    private static Set<String> topics(JsonNode asked) {
        return asked.path("topics").valueStream().map(JsonNode::stringValue).collect(Collectors.toSet());
    }

    private static List<Long> longs(JsonNode numbers) {
        return numbers.valueStream().map(JsonNode::longValue).toList();
    }
}
