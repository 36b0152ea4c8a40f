package io.eventsourcing.spring.test.kennel;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.spring.test.AutoConfigureEventSourcing;
import io.eventsourcing.spring.test.Committed;
import io.eventsourcing.spring.test.TestEvents;
import io.eventsourcing.spring.test.kennel.Guest.Arrived;
import io.eventsourcing.system.Runner;
import io.eventsourcing.testkit.scenario.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The whole application, with its own runner, in tests that commit. */
@SpringBootTest
@AutoConfigureEventSourcing
@AutoConfigureTestDatabase
@Committed
class WholeKennelTest {
    @TestConfiguration(proxyBeanMethods = false)
    static class Telephone {
        @Bean
        Runnable telephone() {
            return () -> {};
        }
    }

    @RepeatedTest(2)
    void eachTestFindsEmptyTablesAndTheClockAtItsStart(
            @Autowired Kennel kennel,
            @Autowired TestEvents events,
            @Autowired TestClock clock,
            @Autowired Runner runner) {
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        clock.advance(Duration.ofDays(1));
        events.when(() -> kennel.arrive("Fido")).then(new Arrived("Fido"));
        runner.await("Meals", Duration.ofSeconds(20));
    }
}
