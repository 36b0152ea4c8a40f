package io.eventsourcing.mapping.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.Compressor;
import io.eventsourcing.mapping.EventMapper;
import io.eventsourcing.mapping.MapperException;
import io.eventsourcing.mapping.Snapshot;
import io.eventsourcing.mapping.StateChain;
import io.eventsourcing.mapping.Topics;
import io.eventsourcing.persistence.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PythonFormatTest {
    private static final Instant NOON = Instant.parse("2026-05-06T12:00:00.25Z");
    private static final String NOON_TYPED =
            "{\"_type_\":\"datetime_iso\",\"_data_\":\"2026-05-06T12:00:00.250000+00:00\"}";

    @Topic("garden.domain:Tree.Planted")
    record Planted(String treeName) {}

    @Topic("garden.domain:Tree.Felled")
    record Felled() {}

    @Topic("garden.domain:Clock.Struck")
    record Struck(Instant timestamp) {}

    record TreeState(String treeName, int height) {}

    private final UUID id = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
    private final Topics topics = new Topics();

    private EventMapper mapper(PythonFormat format) {
        topics.register(Planted.class);
        topics.register(Felled.class);
        topics.register(Struck.class);
        topics.register(TreeState.class);
        return new EventMapper(topics, new StateChain(format, Compressor.none(), Cipher.none()));
    }

    private DomainEvent<?> event(Object body) {
        return new DomainEvent<>(id, 1, NOON, Metadata.none().with("user", "Ada"), body);
    }

    private static String text(StoredEvent row) {
        return new String(row.state(), StandardCharsets.UTF_8);
    }

    private StoredEvent row(String topic, String state) {
        return new StoredEvent(
                "Garden", id, 1, topic, state.getBytes(StandardCharsets.UTF_8), null, null, Instant.EPOCH);
    }

    @Test
    void theTimeAndTheAggregatesTopicAreWithinTheStateOfAFirstEvent() {
        EventMapper mapper = mapper(PythonFormat.create());
        StoredEvent row = mapper.toStored("Garden", "garden.domain:Tree", event(new Planted("Ash")));
        assertThat(text(row))
                .isEqualTo("{\"timestamp\":" + NOON_TYPED
                        + ",\"originator_topic\":\"garden.domain:Tree\",\"tree_name\":\"Ash\"}");
        assertThat(mapper.toDomain(row)).isEqualTo(List.of(event(new Planted("Ash"))));
    }

    @Test
    void anEventWithoutFieldsHasOnlyItsTime() {
        EventMapper mapper = mapper(PythonFormat.create());
        StoredEvent row = mapper.toStored("Garden", null, event(new Felled()));
        assertThat(text(row)).isEqualTo("{\"timestamp\":" + NOON_TYPED + "}");
        assertThat(mapper.toDomain(row)).isEqualTo(List.of(event(new Felled())));
    }

    @Test
    void theTimeOfAnEventIsTheOneInItsState() {
        DomainEvent<?> event = mapper(PythonFormat.create())
                .toDomain(row("garden.domain:Tree.Felled", "{\"timestamp\":" + NOON_TYPED + "}"))
                .getFirst();
        assertThat(event.recordedAt()).isEqualTo(NOON);
    }

    @Test
    void earlierClassVersionsAreUpcastStepByStepAndTodaysIsWritten() {
        EventMapper mapper = mapper(PythonFormat.builder()
                .upcaster(
                        "garden.domain:Tree.Planted",
                        1,
                        state -> state.put("kind", state.get("tree").stringValue()))
                .upcaster(
                        "garden.domain:Tree.Planted",
                        2,
                        state -> state.put("tree_name", state.get("kind").stringValue() + "!"))
                .build());
        assertThat(mapper.toDomain(row(
                                "garden.domain:Tree.Planted", "{\"timestamp\":" + NOON_TYPED + ",\"tree\":\"Oak\"}"))
                        .getFirst()
                        .body())
                .isEqualTo(new Planted("Oak!"));
        assertThat(mapper.toDomain(row(
                                "garden.domain:Tree.Planted",
                                "{\"timestamp\":" + NOON_TYPED + ",\"kind\":\"Elm\",\"class_version\":2}"))
                        .getFirst()
                        .body())
                .isEqualTo(new Planted("Elm!"));
        assertThat(text(mapper.toStored("Garden", null, event(new Planted("Ash")))))
                .endsWith(",\"tree_name\":\"Ash\",\"class_version\":3}");
    }

    @Test
    void aNewerClassVersionIsRefused() {
        assertThatThrownBy(() -> mapper(PythonFormat.create())
                        .toDomain(row(
                                "garden.domain:Tree.Felled", "{\"timestamp\":" + NOON_TYPED + ",\"class_version\":2}")))
                .isInstanceOf(MapperException.class)
                .hasMessageContaining("class version 2")
                .hasMessageContaining("Garden " + id + " v1");
    }

    @Test
    void classVersionsAreGivenInTheirOrder() {
        assertThatThrownBy(() -> PythonFormat.builder().upcaster("garden.domain:Tree", 2, state -> state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from version 1, not 2");
    }

    @Test
    void snapshotsAreStoredUnderPythonsTopicWithTheAggregatesTimes() {
        EventMapper mapper = mapper(PythonFormat.builder()
                .upcaster("garden.domain:Tree", 1, state -> state)
                .build());
        Snapshot snapshot = new Snapshot(
                id, 7, "garden.domain:Tree", NOON, new Snapshot.Times(NOON, NOON), new TreeState("Ash", 3));
        StoredEvent row = mapper.toStored("Garden", snapshot);
        assertThat(row.topic()).isEqualTo("eventsourcing.domain:Snapshot");
        assertThat(text(row))
                .isEqualTo(
                        "{\"timestamp\":%s,\"topic\":\"garden.domain:Tree\",\"state\":{\"_created_on\":%s,\"_modified_on\":%s,\"tree_name\":\"Ash\",\"height\":3,\"class_version\":2}}"
                                .formatted(NOON_TYPED, NOON_TYPED, NOON_TYPED));
        assertThat(mapper.toSnapshot(row, TreeState.class)).isEqualTo(snapshot);
    }

    @Test
    void aPropertyThatPythonKeepsForItselfIsRefused() {
        assertThatThrownBy(() -> mapper(PythonFormat.create()).toStored("Garden", null, event(new Struck(NOON))))
                .isInstanceOf(MapperException.class)
                .hasMessageContaining(Struck.class.getName())
                .hasMessageContaining("'timestamp'");
    }

    @Test
    void whatIsNoStateOfPythonsIsRefused() {
        EventMapper mapper = mapper(PythonFormat.create());
        for (String state : new String[] {"", "[]", "{}", "{\"timestamp\":5}", "{\"timestamp\":\"noon\"}", "{\"a\""}) {
            assertThatThrownBy(() -> mapper.toDomain(row("garden.domain:Tree.Felled", state)))
                    .isInstanceOf(MapperException.class)
                    .hasMessageContaining("Garden " + id + " v1");
            assertThatThrownBy(() -> mapper.toSnapshot(row("eventsourcing.domain:Snapshot", state), TreeState.class))
                    .isInstanceOf(MapperException.class);
        }
    }
}
