package io.eventsourcing.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.ProcessApplication;
import io.eventsourcing.testkit.scenario.School.Dog;
import io.eventsourcing.testkit.scenario.TrickCounters.TrickCounter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TestApplicationTest {
    private static final class Tricks implements Projection {
        private final List<String> names = new ArrayList<>();

        @Override
        public void project(DomainEvent<?> event) {
            if (event.body() instanceof Dog.TrickAdded added) {
                names.add(added.trick());
            }
        }
    }

    /** Follows the counters: the second dog that sits makes the school teach rolling to Fido. */
    private static final class Curriculum extends ProcessApplication {
        private final School school;

        Curriculum(EventSourcing eventSourcing, School school) {
            super(eventSourcing);
            this.school = school;
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            if (event.body() instanceof TrickCounter.Incremented && event.originatorVersion() == 3) {
                school.addTrick("Fido", "roll");
            }
        }
    }

    private final TestApplication<School> test = TestApplication.of(School::new);

    @Test
    void allEventsAreSeenInTheirOrder() {
        test.application().register("Fido");
        test.application().register("Rex");
        test.application().addTrick("Fido", "sit");
        assertThat(test.events())
                .<Object>extracting(DomainEvent::body)
                .containsExactly(new Dog.Registered("Fido"), new Dog.Registered("Rex"), new Dog.TrickAdded("sit"));
        assertThat(test.eventsOf(Dog.idOf("Fido")))
                .<Object>extracting(DomainEvent::body)
                .containsExactly(new Dog.Registered("Fido"), new Dog.TrickAdded("sit"));
        assertThat(test.eventsOf(Dog.idOf("Nobody"))).isEmpty();
    }

    @Test
    void eventsAreRecordedAtTheTimeOfTheClock() {
        test.application().register("Fido");
        test.clock().advance(Duration.ofDays(1));
        test.application().register("Rex");
        test.clock().set(Instant.EPOCH);
        test.application().register("Ada");
        assertThat(test.events())
                .extracting(DomainEvent::recordedAt)
                .containsExactly(
                        Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z"), Instant.EPOCH);
    }

    @Test
    void settingsAreTheTestsOwn() {
        TestApplication<School> sentByAda = TestApplication.of(
                School::new, settings -> settings.metadata(() -> Metadata.none().with("user", "Ada")));
        sentByAda.application().register("Fido");
        assertThat(sentByAda.events()).singleElement().satisfies(event -> {
            assertThat(event.body()).isEqualTo(new Dog.Registered("Fido"));
            assertThat(event.metadata().get("user")).contains("Ada");
        });
    }

    @Test
    void aFollowerHasProcessedACommitWhenTheSaveReturns() {
        test.with(TrickCounters::new);
        TrickCounters counters = test.follower(TrickCounters.class);
        test.application().register("Fido");
        for (int i = 1; i <= 20; i++) {
            test.application().addTrick("Fido", "sit");
            assertThat(counters.count("sit")).isEqualTo(i);
        }
        assertThat(test.eventsOf(TrickCounter.idOf("sit"))).hasSize(21);
    }

    @Test
    void aFollowerHasProcessedATransactionWhenItReturns() {
        test.with(TrickCounters::new);
        School school = test.application();
        int insideTheTransaction = test.eventSourcing().transactions().required(() -> {
            school.register("Fido");
            school.addTrick("Fido", "sit");
            return test.follower(TrickCounters.class).count("sit");
        });
        assertThat(insideTheTransaction).isZero();
        assertThat(test.follower(TrickCounters.class).count("sit")).isEqualTo(1);
    }

    @Test
    void aFollowerCatchesUpWithWhatWasBeforeIt() {
        test.application().register("Fido");
        test.application().addTrick("Fido", "sit");
        Tricks tricks = new Tricks();
        test.with(TrickCounters::new).withProjection(tricks);
        assertThat(test.follower(TrickCounters.class).count("sit")).isEqualTo(1);
        assertThat(tricks.names).containsExactly("sit");
        test.application().addTrick("Fido", "roll");
        assertThat(tricks.names).containsExactly("sit", "roll");
    }

    @Test
    void followersOfFollowersAreAtRestToo() {
        test.with(TrickCounters::new)
                .with(eventSourcing -> new Curriculum(eventSourcing, test.application()), TrickCounters.class);
        test.application().register("Fido");
        test.application().addTrick("Fido", "sit");
        assertThat(test.follower(TrickCounters.class).count("roll")).isZero();
        test.application().addTrick("Fido", "sit");
        assertThat(test.follower(TrickCounters.class).count("roll")).isEqualTo(1);
    }

    @Test
    void threadsMaySaveTogether() {
        test.with(TrickCounters::new);
        School school = test.application();
        List<String> names = List.of("Fido", "Rex", "Ada", "Bob");
        names.forEach(school::register);
        try (ExecutorService threads = Executors.newFixedThreadPool(names.size())) {
            names.forEach(name -> threads.execute(() -> {
                for (int i = 0; i < 10; i++) {
                    school.addTrick(name, "sit");
                }
            }));
        }
        assertThat(test.follower(TrickCounters.class).count("sit")).isEqualTo(40);
    }

    @Test
    void aFailureOfAFollowerIsThrownWhereTheTestLooks() {
        test.with(TrickCounters::new);
        School school = test.application();
        school.register("Fido");
        school.addTrick("Fido", "bite");
        assertThatThrownBy(test::events)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Follower TrickCounters of School failed. Notification 2 (")
                .hasMessageEndingWith("failed: java.lang.IllegalStateException: Biting is not counted")
                .cause()
                .isExactlyInstanceOf(IllegalStateException.class);
        assertThatThrownBy(test::application).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> test.eventsOf(Dog.idOf("Fido"))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> test.follower(TrickCounters.class)).isInstanceOf(AssertionError.class);
    }

    @Test
    void ofSeveralFailuresTheFirstFollowersIsThrownWithItsOwnCause() {
        test.with(TrickCounters::new).withProjection(new Projection() {
            @Override
            public void project(DomainEvent<?> event) {
                throw new UnsupportedOperationException("Nothing is projected");
            }

            @Override
            public String name() {
                return "Nothing";
            }
        });
        School school = test.application();
        school.register("Fido");
        assertThatThrownBy(test::events)
                .hasMessageStartingWith("Follower Nothing of School failed.")
                .hasCauseExactlyInstanceOf(UnsupportedOperationException.class);
        school.addTrick("Fido", "bite");
        assertThatThrownBy(test::events)
                .hasMessageStartingWith("Follower TrickCounters of School failed.")
                .hasCauseExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFollowerThatIsNotThereIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> test.follower(TrickCounters.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no TrickCounters in this test, only [School]: add it before");
        assertThatThrownBy(() -> test.with(TrickCounters::new, Curriculum.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no Curriculum");
    }

    @Test
    void theSameFollowerTwiceIsRefused() {
        test.with(TrickCounters::new);
        assertThatThrownBy(() -> test.with(TrickCounters::new))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TrickCounters");
    }
}
