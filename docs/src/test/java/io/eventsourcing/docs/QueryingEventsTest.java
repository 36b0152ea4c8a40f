package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.FoundEvent;
import io.eventsourcing.docs.SnapshotsTest.Meters;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.persistence.EventFilter;
import io.eventsourcing.persistence.SearchPage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The listing of the guide to querying events. */
class QueryingEventsTest {
    private final EventSourcing eventSourcing = EventSourcing.inMemory();

    @Test
    void pagesOfWhatAUserDid() {
        Instant since = Instant.now().minusSeconds(60);
        Meters meters = new Meters(eventSourcing);
        meters.install("cellar");
        eventSourcing.withMetadata(new Metadata(Map.of("user", "ada")), () -> {
            for (int reading = 1; reading <= 60; reading++) {
                meters.read("cellar", reading);
            }
            return true;
        });

        EventFilter byAda = EventFilter.of("Meters").metadata("user", "ada").recordedFrom(since);
        List<FoundEvent> page = eventSourcing.search(byAda, SearchPage.newest(50));
        List<FoundEvent> next = eventSourcing.search(
                byAda, SearchPage.newest(50).beyond(page.getLast().id()));

        assertThat(page).hasSize(50).isSortedAccordingTo((a, b) -> Long.compare(b.id(), a.id()));
        assertThat(next).hasSize(10).allSatisfy(found -> {
            assertThat(found.metadata().get("user")).hasValue("ada");
            assertThat(new String(found.state(), StandardCharsets.UTF_8)).startsWith("{");
        });
    }
}
