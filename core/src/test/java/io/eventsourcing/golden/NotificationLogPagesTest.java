package io.eventsourcing.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.NotificationLog;
import io.eventsourcing.application.Section;
import io.eventsourcing.application.json.NotificationLogJson;
import io.eventsourcing.application.json.NotificationLogJsonReader;
import io.eventsourcing.persistence.Notification;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The pages of the notification log, beside those that the Python library serves of the same rows. */
class NotificationLogPagesTest {
    private static final String FOLDER = "notification_log/";

    @BeforeAll
    static void goldenDataIsThere() {
        Golden.file("notification_log");
    }

    private static final class Named extends Application {
        Named(EventSourcing eventSourcing, String name) {
            super(eventSourcing, name);
        }
    }

    private static NotificationLog log(EventSourcing eventSourcing, String name) {
        return new Named(eventSourcing, name).notificationLog();
    }

    @TestFactory
    Stream<DynamicTest> everyPageIsTheSameByteForByte() {
        EventSourcing eventSourcing = EventSourcing.of(GoldenRows.of("plain").withoutSnapshots());
        List<JsonNode> index = List.copyOf(Golden.json(FOLDER + "index.json").values());
        assertThat(index).isNotEmpty();
        return index.stream()
                .map(page -> DynamicTest.dynamicTest(
                        file(page),
                        () -> assertThat(served(eventSourcing, page)).isEqualTo(Golden.text(FOLDER + file(page)))));
    }

    @TestFactory
    Stream<DynamicTest> everyPageIsReadAndHoldsTheRows() {
        List<Notification> rows = GoldenRows.of("plain").notifications();
        return Golden.json(FOLDER + "index.json").values().stream()
                .map(page -> DynamicTest.dynamicTest(
                        file(page), () -> assertThat(rows).containsAll(read(page, Golden.text(FOLDER + file(page))))));
    }

    @Test
    void followingTheSectionsOfAVariantFindsEveryRow() {
        for (String variant : List.of("plain", "zlib", "aes")) {
            EventSourcing eventSourcing =
                    EventSourcing.of(GoldenRows.of(variant).withoutSnapshots());
            NotificationLogJson pages = new NotificationLogJson(log(eventSourcing, "TrainingSchool"));
            NotificationLogJsonReader reader = new NotificationLogJsonReader("TrainingSchool");
            Stream<Notification> read = Stream.iterate(
                            reader.section(pages.section("1,10")),
                            section -> section != null,
                            section ->
                                    section.nextId() == null ? null : reader.section(pages.section(section.nextId())))
                    .map(Section::items)
                    .flatMap(List::stream);
            assertThat(read)
                    .as(variant)
                    .containsExactlyElementsOf(GoldenRows.of(variant).notifications().stream()
                            .filter(row -> row.event().applicationName().equals("TrainingSchool"))
                            .toList());
        }
    }

    private static String file(JsonNode page) {
        return page.get("file").stringValue();
    }

    private static boolean isSection(JsonNode page) {
        return page.get("method").stringValue().equals("get_log_section");
    }

    private static String served(EventSourcing eventSourcing, JsonNode page) {
        NotificationLogJson pages = new NotificationLogJson(
                log(eventSourcing, page.get("application").stringValue()));
        if (isSection(page)) {
            return pages.section(page.get("section_id").stringValue());
        }
        Set<String> topics = new HashSet<>();
        page.path("topics").forEach(topic -> topics.add(topic.stringValue()));
        return pages.select(
                page.get("start").asLong(0),
                page.get("limit").intValue(),
                topics,
                page.path("inclusive_of_start").asBoolean(true));
    }

    private static List<Notification> read(JsonNode page, String text) {
        NotificationLogJsonReader reader =
                new NotificationLogJsonReader(page.get("application").stringValue());
        return isSection(page) ? reader.section(text).items() : reader.notifications(text);
    }
}
