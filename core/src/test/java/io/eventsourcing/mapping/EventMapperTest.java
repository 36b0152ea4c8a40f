package io.eventsourcing.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.persistence.StoredEvent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventMapperTest {
    enum Size {
        SMALL,
        LARGE
    }

    record Line(String product, BigDecimal price) {}

    record Ordered(
            UUID customer, Instant at, LocalDate due, Size size, List<Line> lines, Map<String, Integer> counts) {}

    record Refusing(int amount) {
        Refusing {
            if (amount < 0) {
                throw new IllegalArgumentException("negative");
            }
        }
    }

    private final Topics topics = new Topics();
    private final EventMapper mapper = new EventMapper(topics, StateChain.of(new JacksonTranscoder()));
    private final UUID id = UUID.randomUUID();

    private DomainEvent<?> event(long version, Object body, Metadata metadata) {
        topics.register(body.getClass());
        return new DomainEvent<>(id, version, Instant.parse("2026-01-02T03:04:05.123456Z"), metadata, body);
    }

    @Test
    void whatIsStoredComesBackEqual() {
        Ordered body = new Ordered(
                UUID.randomUUID(),
                Instant.parse("2026-01-02T03:04:05.123456789Z"),
                LocalDate.of(2026, 2, 28),
                Size.LARGE,
                List.of(new Line("Grüße \"quoted\"", new BigDecimal("10.50"))),
                Map.of("a", 1));
        DomainEvent<?> event =
                event(1, body, Metadata.none().with("user", "Ada").with("trace", "犬"));
        StoredEvent stored = mapper.toStored("Shop", "order", event);
        assertThat(mapper.toDomain(stored)).isEqualTo(List.of(event));
        assertThat(new String(stored.state(), StandardCharsets.UTF_8))
                .contains("\"due\":\"2026-02-28\"", "\"size\":\"LARGE\"", "10.50");
    }

    @Test
    void withoutMetadataNoneIsStored() {
        assertThat(mapper.toStored("Shop", null, event(2, new Refusing(1), Metadata.none()))
                        .metadata())
                .isNull();
    }

    @Test
    void whatCannotBeReadIsNamedByItsPath() {
        Ordered body = new Ordered(
                id, Instant.EPOCH, LocalDate.EPOCH, Size.SMALL, List.of(new Line("a", BigDecimal.ONE)), Map.of());
        StoredEvent good = mapper.toStored("Shop", null, event(1, body, Metadata.none()));
        String broken = new String(good.state(), StandardCharsets.UTF_8).replace("\"price\":1", "\"price\":\"dear\"");
        assertThatThrownBy(() -> mapper.toDomain(good.withState(good.topic(), broken.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(MapperException.class)
                .hasMessageContaining(Ordered.class.getName() + " at lines[0].price");
    }

    @Test
    void aStateThatCannotBeReadIsAnErrorThatNamesTheEvent() {
        StoredEvent good = mapper.toStored("Shop", "order", event(3, new Refusing(1), Metadata.none()));
        for (String state : List.of("{\"amount\":-1}", "{", "null", "[]")) {
            StoredEvent bad = new StoredEvent(
                    "Shop", id, 3, good.topic(), state.getBytes(StandardCharsets.UTF_8), null, null, Instant.EPOCH);
            assertThatThrownBy(() -> mapper.toDomain(bad))
                    .isInstanceOf(MapperException.class)
                    .hasMessageContaining("Shop " + id + " v3");
        }
    }

    @Test
    void anEventOfANewerShapeIsReadWithoutWhatIsNotKnown() {
        StoredEvent good = mapper.toStored("Shop", "order", event(1, new Refusing(1), Metadata.none()));
        StoredEvent newer = new StoredEvent(
                "Shop",
                id,
                1,
                good.topic(),
                "{\"amount\":2,\"currency\":\"EUR\"}".getBytes(StandardCharsets.UTF_8),
                null,
                null,
                Instant.EPOCH);
        assertThat(mapper.toDomain(newer).getFirst().body()).isEqualTo(new Refusing(2));
    }

    record Tile(int x, int y) {}

    record Laid(Map<Tile, Integer> heights) {}

    @Test
    void aTypeThatCouldBeWrittenAndNotReadIsRefusedWhenItIsWritten() {
        DomainEvent<?> laid = event(1, new Laid(Map.of(new Tile(1, 2), 3)), Metadata.none());
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> mapper.toStored("Garden", "garden", laid))
                    .isInstanceOf(MapperException.class)
                    .hasMessageContaining(Laid.class.getName())
                    .hasMessageContaining("Tile");
        }
    }

    @Test
    void anUnregisteredBodyIsRefused() {
        DomainEvent<?> stranger =
                new DomainEvent<>(id, 1, Instant.EPOCH, Metadata.none(), new Line("x", BigDecimal.ONE));
        assertThatThrownBy(() -> mapper.toStored("Shop", "order", stranger))
                .isInstanceOf(MapperException.class)
                .hasMessageContaining(Line.class.getName());
    }
}
