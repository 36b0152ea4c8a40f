package io.eventsourcing.examples.trainingschool.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventsourcing.examples.trainingschool.Client;
import io.eventsourcing.examples.trainingschool.TrainingSchool;
import io.eventsourcing.examples.trainingschool.TrickCounter;
import io.eventsourcing.examples.trainingschool.TrickCounters;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The streams that keep pages up to date, on whatever database the class around it names. */
@Timeout(60)
public abstract class LiveContract {
    @LocalServerPort
    private int port;

    @Autowired
    private TrainingSchool school;

    @Autowired
    private TrickCounters counters;

    @Autowired
    private LiveStreams streams;

    private final String name = "Laika " + UUID.randomUUID();
    private final String trick = "trick " + UUID.randomUUID();

    /** An event of a stream. */
    private record Sent(String id, String data) {}

    /** A browser's end of a stream. */
    private static final class Listening implements Closeable {
        private final BufferedReader lines;

        Listening(Client client, String path, String... headers) {
            lines = new BufferedReader(
                    new InputStreamReader(client.open(path, headers).body(), StandardCharsets.UTF_8));
        }

        /** The next event that is about something; others are passed over. */
        Sent next(String about) throws IOException {
            String id = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring("id:".length());
                } else if (line.startsWith("data:") && line.contains(about)) {
                    return new Sent(id, line.substring("data:".length()));
                }
            }
            throw new AssertionError("The stream has ended");
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    @BeforeEach
    void register() {
        school.register(name);
    }

    private Listening listen(String kind, String... headers) {
        long now = counters.notificationLog().settledHead().read();
        return new Listening(new Client(port), "/live/%s?after=%d".formatted(kind, now), headers);
    }

    private String counted(int count) {
        return "{\"count\":%d,\"id\":\"%s\",\"trick\":\"%s\"}".formatted(count, TrickCounter.idOf(trick), trick);
    }

    @Test
    void aCountIsSentWhenItChanges() throws IOException {
        try (Listening page = listen("tricks")) {
            school.addTrick(name, trick);
            assertThat(page.next(trick).data()).isEqualTo(counted(1));
            school.addTrick(name, trick);
            await().until(() -> page.next(trick).data().equals(counted(2)));
        }
    }

    @Test
    void anAnnouncementIsSentWhenItIsMade() throws IOException {
        try (Listening page = listen("announcements")) {
            for (int i = 0; i < 3; i++) {
                school.addTrick(name, trick);
            }
            assertThat(page.next(trick).data()).contains("reached 3");
        }
    }

    @Test
    void whoWasCutOffIsSentWhatCameMeanwhile() throws IOException {
        Sent last;
        try (Listening page = listen("tricks")) {
            school.addTrick(name, trick);
            page.next(trick);
            school.addTrick(name, "other " + trick);
            last = page.next("other " + trick);
        }
        school.addTrick(name, trick);
        school.addTrick(name, "last " + trick);
        try (Listening page = listen("tricks", "Last-Event-ID", last.id())) {
            await().until(() -> page.next(trick).data().equals(counted(2)));
            assertThat(page.next("last " + trick).data()).contains("\"count\":1");
        }
    }

    /** The server learns that a browser has gone when it sends the next thing. */
    @Test
    void aStreamEndsWhenItsBrowserGoesAway() throws IOException {
        int before = streams.size();
        listen("tricks").close();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            school.addTrick(name, trick);
            return streams.size() <= before;
        });
    }

    @Test
    void anIdThatIsNoNumberIsRefused() {
        assertThat(new Client(port)
                        .get("/live/tricks", "Last-Event-ID", "yesterday")
                        .statusCode())
                .isEqualTo(400);
    }
}
