package io.eventsourcing.examples.trainingschool.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Subscription;
import io.eventsourcing.examples.trainingschool.TrainingSchool;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.web.server.ResponseStatusException;

class LiveStreamsTest {
    private final TrainingSchool school = new TrainingSchool(EventSourcing.inMemory());
    private final LiveStreams streams = new LiveStreams();

    private Subscription subscription() {
        return school.notificationLog().subscribe(0);
    }

    @Test
    void theStreamsEndWithTheApplication() {
        streams.open(subscription(), notification -> Optional.of("row"));
        streams.open(subscription(), notification -> Optional.of("row"));
        assertThat(streams.size()).isEqualTo(2);
        streams.close();
        await().until(() -> streams.size() == 0);
        assertThatThrownBy(() -> streams.open(subscription(), notification -> Optional.of("row")))
                .isInstanceOf(ResponseStatusException.class)
                .hasMessageContaining("503");
        assertThat(streams.size()).isZero();
    }

    @Test
    void noMoreThanFiftyPagesAreKeptUpToDate() {
        for (int i = 0; i < 50; i++) {
            streams.open(subscription(), notification -> Optional.of("row"));
        }
        assertThatThrownBy(() -> streams.open(subscription(), notification -> Optional.of("row")))
                .hasMessageContaining("Too many");
        streams.close();
        await().until(() -> streams.size() == 0);
    }
}
