package io.eventsourcing.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.ProcessApplication;
import io.eventsourcing.testkit.scenario.School.Dog.Registered;
import io.eventsourcing.testkit.scenario.School.Dog.TrickAdded;
import io.eventsourcing.testkit.scenario.TrickCounters.TrickCounter;
import io.eventsourcing.testkit.scenario.TrickCounters.TrickCounter.Incremented;
import io.eventsourcing.testkit.scenario.TrickCounters.TrickCounter.Started;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FollowerScenarioTest {
    private static final UUID FIDO = School.Dog.idOf("Fido");
    private static final UUID REX = School.Dog.idOf("Rex");

    private final FollowerScenario<TrickCounters> counters = FollowerScenario.of(TrickCounters::new);

    private static final class Tricks implements Projection {
        private final List<String> names = new ArrayList<>();

        @Override
        public void project(DomainEvent<?> event) {
            TrickAdded added = (TrickAdded) event.body();
            if (added.trick().equals("bite")) {
                throw new IllegalArgumentException("No biting");
            }
            names.add(added.trick());
        }

        @Override
        public Set<Class<?>> eventTypes() {
            return Set.of(TrickAdded.class);
        }
    }

    /** Saves two kinds of aggregates for each event: it registers a dog at a school and counts. */
    private static final class Both extends ProcessApplication {
        private final School school;
        private final TrickCounters counters;

        Both(EventSourcing eventSourcing) {
            super(eventSourcing);
            school = new School(eventSourcing);
            counters = new TrickCounters(eventSourcing);
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            counters.policy(event);
            school.register("Rex");
        }
    }

    @Test
    void thePolicyAnswersAnEventWithEvents() {
        counters.when(FIDO, new TrickAdded("sit")).then(new Started("sit"), new Incremented(FIDO));
    }

    @Test
    void whatFollowedFromGivenEventsIsThereAndNotCompared() {
        counters.given(FIDO, new Registered("Fido"), new TrickAdded("sit"))
                .given(REX, new Registered("Rex"))
                .when(REX, new TrickAdded("sit"))
                .then(new Incremented(REX));
    }

    @Test
    void thePolicyMayLetAnEventPass() {
        counters.when(FIDO, new Registered("Fido")).thenNothing();
    }

    @Test
    void aRefusalIsTheVeryExceptionAndLeavesNothing() {
        FollowerOutcome<TrickCounters> refused =
                counters.given(FIDO, new Registered("Fido")).when(FIDO, new TrickAdded("bite"));
        refused.thenThrows(IllegalStateException.class).hasMessage("Biting is not counted");
        assertThat(refused.events()).isEmpty();
    }

    @Test
    void eventsOfOneAggregateAreLookedAtByThemselves() {
        FollowerOutcome<Both> both = FollowerScenario.of(Both::new).when(FIDO, new TrickAdded("sit"));
        both.then(new Started("sit"), new Incremented(FIDO), new Registered("Rex"))
                .thenOf(REX, new Registered("Rex"))
                .thenOf(TrickCounter.idOf("sit"), new Started("sit"), new Incremented(FIDO))
                .thenOf(FIDO);
        assertThatThrownBy(() -> both.thenOf(REX, new Registered("Ada"))).hasMessage("""
                        The events of %s differ (= as expected, - missing, + unexpected):
                        - Registered[name=Ada]
                        + Registered[name=Rex]
                            name: expected "Ada" but was "Rex\"""", REX);
    }

    @Test
    void eventsKnowTheirCauseAndCarryItsMetadata() {
        FollowerOutcome<TrickCounters> outcome = counters.following("School")
                .given(FIDO, new Registered("Fido"))
                .withMetadata(Metadata.none().with(Metadata.CORRELATION_ID, "request 7"))
                .when(FIDO, new TrickAdded("sit"));
        outcome.thenCausedByIt()
                .thenMetadata(Metadata.CORRELATION_ID, "request 7")
                .thenMetadata(Metadata.CAUSATION_ID, "School/" + FIDO + "/2");
        assertThatThrownBy(() -> outcome.thenMetadata("user", "Ada"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Expected the metadata user=Ada, but Started[trick=sit] has {")
                .hasMessageContaining("correlation-id=request 7");
        assertThatThrownBy(() -> counters.when(FIDO, new Registered("Fido")).thenCausedByIt())
                .hasMessage("Expected events with the metadata causation-id=Leader/%s/1, but no event followed", FIDO);
    }

    @Test
    void eventsHappenAtTheTimeGiven() {
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        FollowerOutcome<TrickCounters> outcome =
                counters.given(FIDO, new TrickAdded("sit")).at(noon).when(REX, new TrickAdded("sit"));
        assertThat(outcome.events()).extracting(DomainEvent::recordedAt).containsExactly(noon);
    }

    @Test
    void severalLeadersMayBeFollowed() {
        counters.following("Puppies")
                .given(FIDO, new TrickAdded("sit"))
                .following("Seniors")
                .when(FIDO, new TrickAdded("sit"))
                .then(new Incremented(FIDO))
                .thenMetadata(Metadata.CAUSATION_ID, "Seniors/" + FIDO + "/1");
    }

    @Test
    void settingsOfTheStorageMayBeGiven() {
        counters.withSettings(
                        settings -> settings.metadata(() -> Metadata.none().with("tenant", "7")))
                .when(FIDO, new TrickAdded("sit"))
                .thenMetadata("tenant", "7");
    }

    @Test
    void theFollowerItselfMayBeLookedAt() {
        counters.given(FIDO, new TrickAdded("sit"))
                .when(REX, new TrickAdded("sit"))
                .thenThat(it -> assertThat(it.count("sit")).isEqualTo(2));
    }

    @Test
    void aProjectionIsLookedAt() {
        FollowerScenario<Tricks> tricks = FollowerScenario.of(Tricks::new);
        tricks.given(FIDO, new Registered("Fido"), new TrickAdded("sit"))
                .when(FIDO, new TrickAdded("roll"))
                .thenNothing()
                .thenThat(it -> assertThat(it.names).containsExactly("sit", "roll"));
        FollowerOutcome<Tricks> refused = tricks.when(FIDO, new TrickAdded("bite"));
        refused.thenThrows(IllegalArgumentException.class).hasMessage("No biting");
        assertThatThrownBy(() -> refused.thenThat(it -> {}))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected the event to be processed, but it threw "
                        + "java.lang.IllegalArgumentException: No biting");
    }

    @Test
    void aScenarioMayBeRunAgain() {
        FollowerScenario<Tricks> sitting = FollowerScenario.of(Tricks::new).given(FIDO, new TrickAdded("sit"));
        for (String next : List.of("roll", "beg")) {
            sitting.when(FIDO, new TrickAdded(next))
                    .thenThat(it -> assertThat(it.names).containsExactly("sit", next));
        }
    }

    @Test
    void aGivenEventThatIsNotProcessedFailsTheTest() {
        assertThatThrownBy(() -> counters.given(FIDO, new TrickAdded("bite")).when(FIDO, new TrickAdded("sit")))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("The given event TrickAdded[trick=bite] is not processed. "
                        + "Follower TrickCounters of Leader failed. Notification 1 (")
                .hasCauseExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void aScenarioThatDoesNotHoldFailsWithWhatHappened() {
        FollowerOutcome<TrickCounters> sit = counters.when(FIDO, new TrickAdded("sit"));
        assertThatThrownBy(() -> sit.then(new Started("roll"), new Incremented(FIDO)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        The events differ (= as expected, - missing, + unexpected):
                        - Started[trick=roll]
                        + Started[trick=sit]
                            trick: expected "roll" but was "sit"
                        = Incremented[dogId=%s]""", FIDO);
        assertThatThrownBy(sit::thenNothing).hasMessage("""
                        The events differ (= as expected, - missing, + unexpected):
                        + Started[trick=sit]
                        + Incremented[dogId=%s]""", FIDO);
        assertThatThrownBy(() -> sit.thenThrows(IllegalStateException.class))
                .hasMessageStartingWith(
                        "Expected java.lang.IllegalStateException, but these events followed: [Started[");
        assertThatThrownBy(() -> counters.when(FIDO, new TrickAdded("bite")).thenNothing())
                .hasMessage("Expected the events [], but it threw java.lang.IllegalStateException: "
                        + "Biting is not counted")
                .hasCauseExactlyInstanceOf(IllegalStateException.class);
    }
}
