package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.persistence.EventFilter;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.SearchPage;
import io.eventsourcing.persistence.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every search for people does. */
public abstract class EventSearchContract extends PersistenceContract {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final EventFilter ALL = EventFilter.of(SCHOOL);
    private static final String ADA = "{\"user\":\"ada\"}";
    private static final String BOB = "{\"user\":\"bob\"}";

    private final UUID fido = UUID.randomUUID();

    private StoredEvent event(long version, Instant recordedAt, @Nullable String metadata) {
        StoredEvent plain = event(SCHOOL, fido, version, version % 2 == 0 ? "even" : "odd");
        return new StoredEvent(
                SCHOOL, fido, version, plain.topic(), plain.state(), version == 1 ? "dog" : null, metadata, recordedAt);
    }

    private List<Long> insert(@Nullable String... metadata) {
        List<StoredEvent> events = new ArrayList<>();
        for (String values : metadata) {
            long version = events.size() + 1;
            events.add(event(version, NOON.plusSeconds(version), values));
        }
        return persistence().eventRecorder().insertEvents(events);
    }

    private List<Long> ids(EventFilter filter, SearchPage page) {
        return persistence().eventSearch().search(filter, page).stream()
                .map(Notification::id)
                .toList();
    }

    private List<Long> ids(EventFilter filter) {
        return ids(filter, SearchPage.oldest(99));
    }

    @Test
    void everyColumnIsShown() {
        StoredEvent first = event(1, NOON, ADA);
        persistence().eventRecorder().insertEvents(List.of(first));
        assertThat(persistence().eventSearch().search(ALL, SearchPage.newest(5)))
                .extracting(Notification::event)
                .containsExactly(first);
    }

    @Test
    void pagesGoOnBeyondTheLastIdInBothDirections() {
        List<Long> ids = insert(null, null, null, null, null);
        assertThat(ids(ALL, SearchPage.oldest(2))).isEqualTo(ids.subList(0, 2));
        assertThat(ids(ALL, SearchPage.oldest(9).beyond(ids.get(1)))).isEqualTo(ids.subList(2, 5));
        assertThat(ids(ALL, SearchPage.newest(2))).containsExactly(ids.get(4), ids.get(3));
        assertThat(ids(ALL, SearchPage.newest(9).beyond(ids.get(3))))
                .containsExactly(ids.get(2), ids.get(1), ids.get(0));
        assertThat(ids(ALL, SearchPage.newest(0))).isEmpty();
        assertThat(ids(ALL, SearchPage.oldest(9).beyond(ids.get(4)))).isEmpty();
    }

    @Test
    void eventsAreFoundByTopicBeforeTheLimitIsCounted() {
        List<Long> ids = insert(null, null, null, null, null);
        assertThat(ids(ALL.topics(Set.of("even")), SearchPage.oldest(2))).containsExactly(ids.get(1), ids.get(3));
        assertThat(ids(ALL.topics(Set.of("even", "odd")))).isEqualTo(ids);
        assertThat(ids(ALL.topics(Set.of("none")))).isEmpty();
        assertThat(ids(ALL.topics(Set.of()))).isEqualTo(ids);
    }

    @Test
    void eventsAreFoundByOriginatorWithinTheirApplication() {
        List<Long> ids = insert(null, null);
        UUID rex = UUID.randomUUID();
        List<Long> others =
                persistence().eventRecorder().insertEvents(List.of(event(rex, 1), event("Kennel", fido, 1, "odd")));
        assertThat(ids(ALL.originator(fido))).isEqualTo(ids);
        assertThat(ids(ALL.originator(rex))).containsExactly(others.getFirst());
        assertThat(ids(ALL)).hasSize(3);
        assertThat(ids(EventFilter.of("Kennel"))).containsExactly(others.getLast());
        assertThat(ids(ALL.originator(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void aTimeIsClosedBelowAndOpenAbove() {
        List<Long> ids = insert(null, null, null, null);
        assertThat(ids(ALL.recordedFrom(NOON.plusSeconds(2)).recordedBefore(NOON.plusSeconds(4))))
                .isEqualTo(ids.subList(1, 3));
        assertThat(ids(ALL.recordedFrom(NOON.plusNanos(3_000_001_000L)))).containsExactly(ids.get(3));
        assertThat(ids(ALL.recordedBefore(NOON.plusSeconds(1)))).isEmpty();
    }

    @Test
    void eventsAreFoundByExactValuesOfTheirMetadata() {
        List<Long> ids = insert(
                "{\"user\":\"ada\",\"trace-id\":\"1\"}",
                "{\"user\":\"ada lovelace\"}",
                "{\"note\":\"\\\"user\\\":\\\"ada\\\"\"}",
                null,
                "{\"trace-id\":\"2\",\"user\":\"ada\"}");
        assertThat(ids(ALL.metadata("user", "ada"))).containsExactly(ids.get(0), ids.get(4));
        assertThat(ids(ALL.metadata("user", "ada").metadata("trace-id", "2"))).containsExactly(ids.get(4));
        assertThat(ids(ALL.metadata("trace-id", "ada"))).isEmpty();
        assertThat(ids(ALL.metadata("nobody", "ada"))).isEmpty();
        assertThat(ids(ALL.metadata("user", "Ada"))).isEmpty();
    }

    @Test
    void namesAndValuesOfMetadataMayHaveAnyCharacters() {
        List<Long> ids = insert("{\"it's a \\\"n%me\\\" \\\\ ü\":\"$.a \\\"?\\\" '; -- é\\n😀\"}", "{\"\":\"\"}");
        assertThat(ids(ALL.metadata("it's a \"n%me\" \\ ü", "$.a \"?\" '; -- é\n😀")))
                .containsExactly(ids.get(0));
        assertThat(ids(ALL.metadata("", ""))).containsExactly(ids.get(1));
    }

    @Test
    void conditionsNarrowEachOther() {
        List<Long> ids = insert(ADA, ADA, BOB, ADA, null, BOB);
        EventFilter narrow = ALL.topics(Set.of("even")).originator(fido).metadata("user", "ada");
        assertThat(ids(narrow, SearchPage.newest(9))).containsExactly(ids.get(3), ids.get(1));
        assertThat(ids(narrow.recordedBefore(NOON.plusSeconds(4)))).containsExactly(ids.get(1));
    }
}
