package io.eventsourcing.golden;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.json.NotificationLogJson;
import io.eventsourcing.application.json.SectionPage;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.remote.LogServer;
import io.eventsourcing.remote.RemoteLeader;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A leader written in Python is followed: its pages come over HTTP as the Python library has written them. */
class PythonLeaderTest {
    private final Map<String, String> written = new HashMap<>();

    @BeforeEach
    void readPages() {
        for (JsonNode page : Golden.json("notification_log/index.json").values()) {
            boolean section = page.get("method").stringValue().equals("get_log_section");
            if (section && page.get("application").stringValue().equals("TrainingSchool")) {
                written.put(
                        page.get("section_id").stringValue(),
                        Golden.text("notification_log/" + page.get("file").stringValue()));
            }
        }
    }

    /** The page as Python wrote it; sections of other names are made of the same rows. */
    private SectionPage page(String id) {
        NotificationLogJson rows = new NotificationLogJson(
                new GoldenApplications(EventSourcing.of(GoldenRows.of("plain").withoutSnapshots()))
                        .trainingSchool.notificationLog());
        SectionPage made = rows.sectionPage(id);
        return new SectionPage(written.getOrDefault(id, made.json()), made.full());
    }

    @Test
    void theWholeLogIsFollowed() {
        List<Long> rows = GoldenRows.of("plain").notifications().stream()
                .filter(row -> row.event().applicationName().equals("TrainingSchool"))
                .map(Notification::id)
                .toList();
        try (LogServer server = new LogServer(this::page)) {
            RemoteLeader leader = RemoteLeader.builder("TrainingSchool", server.uri())
                    .eventTypes(Dog.Event.class)
                    .pageSize(10)
                    .build();
            assertThat(leader.settledHead().read()).isEqualTo(rows.getLast());
            assertThat(leader.select(NotificationQuery.after(0, 1_000)).notifications())
                    .extracting(Notification::id)
                    .isEqualTo(rows);
            List<Object> bodies = new CopyOnWriteArrayList<>();
            EventSourcing here =
                    GoldenApplications.settings(new MemoryPersistence()).build();
            Runner runner = Runner.multiThreaded(EventSourcedSystem.of(pipe(leader, bodies(bodies), here)));
            try (runner) {
                runner.start();
                runner.await("Bodies", Duration.ofSeconds(60));
            }
            assertThat(bodies).hasSize(rows.size()).first().isEqualTo(new Dog.Registered("Fido"));
        }
    }

    private static Projection bodies(List<Object> bodies) {
        return new Projection() {
            @Override
            public void project(DomainEvent<?> event) {
                bodies.add(event.body());
            }

            @Override
            public String name() {
                return "Bodies";
            }
        };
    }
}
