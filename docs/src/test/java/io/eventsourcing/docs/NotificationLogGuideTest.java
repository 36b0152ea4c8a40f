package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventLog;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.NotificationLog;
import io.eventsourcing.application.NotificationPage;
import io.eventsourcing.application.Section;
import io.eventsourcing.application.json.NotificationLogJson;
import io.eventsourcing.application.json.NotificationLogJsonReader;
import io.eventsourcing.persistence.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The listings of the guide to notification logs. */
class NotificationLogGuideTest {
    record Rung(int times) {}

    static final class BellTower extends Application {
        final EventLog<Rung> bell = log(UUID.randomUUID(), Rung.class);

        BellTower(EventSourcing eventSourcing) {
            super(eventSourcing);
        }
    }

    /** What a web framework would make an endpoint of. */
    static final class Endpoint {
        private final NotificationLogJson pages;

        Endpoint(BellTower bellTower) {
            pages = new NotificationLogJson(bellTower.notificationLog());
        }

        String get(String sectionId) {
            return pages.section(sectionId);
        }
    }

    private final BellTower bellTower = new BellTower(EventSourcing.inMemory());

    private void ring(int hours) {
        for (int hour = 1; hour <= hours; hour++) {
            bellTower.bell.append(new Rung(hour));
        }
    }

    private static List<Long> readPages(NotificationLog log, int limit) {
        List<Long> ids = new ArrayList<>();
        long position = 0;
        NotificationPage page;
        do {
            page = log.select(position, limit);
            page.notifications().forEach(notification -> ids.add(notification.id()));
            position = page.position();
        } while (!page.notifications().isEmpty());
        return ids;
    }

    private static List<Notification> readSections(UnaryOperator<String> http) {
        NotificationLogJsonReader reader = new NotificationLogJsonReader("BellTower");
        List<Notification> read = new ArrayList<>();
        @Nullable String next = "1,10";
        while (next != null) {
            Section section = reader.section(http.apply(next));
            read.addAll(section.items());
            next = section.nextId();
        }
        return read;
    }

    @Test
    void theLogIsReadToItsEnd() {
        ring(24);
        assertThat(readPages(bellTower.notificationLog(), 7))
                .isEqualTo(LongStream.rangeClosed(1, 24).boxed().toList());
    }

    @Test
    void anotherServiceReadsTheSections() {
        ring(24);
        Endpoint endpoint = new Endpoint(bellTower);
        assertThat(readSections(endpoint::get)).hasSize(24);
    }
}
