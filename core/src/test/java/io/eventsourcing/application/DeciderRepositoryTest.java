package io.eventsourcing.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.Decider;
import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a repository of aggregates can do, one of a decider can too. */
class DeciderRepositoryTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    record Added(int number) implements Change {}

    sealed interface Change permits Added {}

    private static final class Sums implements Decider<Integer, Change, Integer> {
        @Override
        public Class<Change> eventType() {
            return Change.class;
        }

        @Override
        public Integer initialState() {
            return 0;
        }

        @Override
        public List<? extends Change> decide(Integer number, Integer sum) {
            return List.of(new Added(number));
        }

        @Override
        public Integer evolve(Integer sum, Change event) {
            return switch (event) {
                case Added e -> sum + e.number();
            };
        }
    }

    private static final class Calculators extends Application {
        final DeciderRepository<Integer, Integer> sums = repository(new Sums());

        Calculators(EventSourcing eventSourcing) {
            super(eventSourcing);
        }
    }

    private final UUID id = new UUID(0, 1);
    private Instant now = BEGIN;
    private final DeciderRepository<Integer, Integer> sums = new Calculators(
                    EventSourcing.builder(new MemoryPersistence())
                            .clock(new Clock() {
                                @Override
                                public Instant instant() {
                                    return now;
                                }

                                @Override
                                public ZoneOffset getZone() {
                                    return ZoneOffset.UTC;
                                }

                                @Override
                                public Clock withZone(java.time.ZoneId zone) {
                                    return this;
                                }
                            })
                            .build())
            .sums;

    private void add(int... numbers) {
        for (int number : numbers) {
            sums.decide(id, number);
            now = now.plus(Duration.ofHours(1));
        }
    }

    @Test
    void aStateIsLoadedAsItWasAtAVersionAndAtATime() {
        add(1, 2, 3);
        assertThat(sums.getAtVersion(id, 2)).isEqualTo(3);
        assertThat(sums.getAt(id, BEGIN.plus(Duration.ofMinutes(61)))).isEqualTo(3);
        assertThat(sums.get(id)).isEqualTo(6);
        assertThatThrownBy(() -> sums.getAt(id, BEGIN.minusSeconds(1))).isInstanceOf(AggregateNotFoundException.class);
    }

    @Test
    void itTellsHistoriesAndListsWhatThereIs() {
        add(1, 2);
        sums.decide(new UUID(0, 2), 7);
        assertThat(sums.history(id))
                .extracting(event -> (Object) event.body())
                .containsExactly(new Added(1), new Added(2));
        assertThat(sums.ids(0, 10).ids()).containsExactly(id, new UUID(0, 2));
        assertThat(sums.contains(id)).isTrue();
        assertThat(sums.contains(new UUID(0, 3))).isFalse();
    }

    @Test
    void aCommandThatExpectsAVersionIsRefusedAtAnother() {
        assertThat(sums.decide(id, 0, 1)).isEqualTo(1);
        assertThat(sums.decide(id, 1, 2)).isEqualTo(3);
        assertThatThrownBy(() -> sums.decide(id, 1, 4)).isInstanceOf(VersionConflictException.class);
        assertThatThrownBy(() -> sums.decide(id, 0, 4)).isInstanceOf(VersionConflictException.class);
        assertThatThrownBy(() -> sums.decide(new UUID(0, 9), 3, 4)).isInstanceOf(AggregateNotFoundException.class);
        assertThat(sums.get(id)).isEqualTo(3);
    }
}
