package io.eventsourcing.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TestClockTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TestClock clock = TestClock.at(NOON);

    @Test
    void itStandsStill() {
        assertThat(clock.instant()).isEqualTo(NOON);
        assertThat(clock.millis()).isEqualTo(NOON.toEpochMilli());
        assertThat(clock).hasToString("TestClock[2026-03-01T12:00:00Z, Z]");
    }

    @Test
    void itIsMovedByADurationInEitherDirection() {
        clock.advance(Duration.ofMinutes(5));
        assertThat(clock.instant()).isEqualTo("2026-03-01T12:05:00Z");
        clock.advance(Duration.ofHours(-1));
        assertThat(clock.instant()).isEqualTo("2026-03-01T11:05:00Z");
    }

    @Test
    void itIsSet() {
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void inAnotherZoneItIsTheSameClock() {
        TestClock berlin = clock.withZone(ZoneId.of("Europe/Berlin"));
        berlin.advance(Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(1));
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(berlin.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void noMoveIsLostWhenThreadsMoveItTogether() {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4_000; i++) {
                threads.execute(() -> clock.advance(Duration.ofMillis(1)));
            }
        }
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(4));
    }
}
