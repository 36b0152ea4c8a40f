package io.eventsourcing.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.ProcessApplication;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemorySystemTest {
    /** Answers every event of the school with another one of the school. */
    private static final class Echo extends ProcessApplication {
        private final School school;

        Echo(EventSourcing eventSourcing, School school) {
            super(eventSourcing);
            this.school = school;
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            school.addTrick("Fido", "sit");
        }
    }

    @Test
    void aFollowerThatNeverComesToRestIsAFailure() {
        MemorySystem system = new MemorySystem(TestClock.at(Instant.EPOCH), settings -> {}, Duration.ofMillis(50));
        School school = new School(system.eventSourcing());
        system.add(EventSourcedSystem.pipe(school, new Echo(system.eventSourcing(), school)));
        school.register("Fido");
        assertThat(system.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.message())
                    .startsWith("After PT0.05S the followers are not at rest: [FollowerStatus[followerName=Echo")
                    .endsWith("Does one go on reacting to itself?");
            assertThat(failure.cause()).isNull();
        });
    }
}
