package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.ProcessApplication;
import io.eventsourcing.testkit.scenario.FollowerScenario;
import io.eventsourcing.testkit.scenario.Scenario;
import io.eventsourcing.testkit.scenario.TestApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The listings of the guide to testing. */
class TestingTest {
    static final class Dog extends Aggregate<Dog.Event> {
        sealed interface Event permits Registered, TrickAdded {}

        record Registered(String name) implements Event {}

        record TrickAdded(String trick) implements Event {}

        private final List<String> tricks = new ArrayList<>();

        private Dog() {}

        static UUID idOf(String name) {
            return NameBasedUuid.forUrl("/dogs/" + name);
        }

        static Dog register(String name) {
            return create(Dog::new, idOf(name), new Registered(name));
        }

        void addTrick(String trick) {
            if (trick.isBlank()) {
                throw new IllegalArgumentException("A trick has a name");
            }
            if (!tricks.contains(trick)) {
                trigger(new TrickAdded(trick));
            }
        }

        @Override
        protected void apply(Event event) {
            if (event instanceof TrickAdded added) {
                tricks.add(added.trick());
            }
        }
    }

    static final class TrickCounter extends Aggregate<TrickCounter.Event> {
        sealed interface Event permits Started, Incremented {}

        record Started(String trick) implements Event {}

        record Incremented(UUID dogId) implements Event {}

        private int count;

        private TrickCounter() {}

        static UUID idOf(String trick) {
            return NameBasedUuid.forUrl("/tricks/" + trick);
        }

        static TrickCounter start(String trick) {
            return create(TrickCounter::new, idOf(trick), new Started(trick));
        }

        void increment(UUID dogId) {
            trigger(new Incremented(dogId));
        }

        @Override
        protected void apply(Event event) {
            if (event instanceof Incremented) {
                count++;
            }
        }
    }

    static final class TrainingSchool extends Application {
        private final Repository<Dog> dogs = repository(Dog.class);

        TrainingSchool(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        void register(String name) {
            save(Dog.register(name));
        }

        void addTrick(String name, String trick) {
            dogs.update(Dog.idOf(name), dog -> dog.addTrick(trick));
        }
    }

    static final class TrickCounters extends ProcessApplication {
        private final Repository<TrickCounter> counters = repository(TrickCounter.class);

        TrickCounters(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            if (event.body() instanceof Dog.TrickAdded added) {
                counters.createOrUpdate(
                        TrickCounter.idOf(added.trick()),
                        () -> TrickCounter.start(added.trick()),
                        counter -> counter.increment(event.originatorId()));
            }
        }

        int count(String trick) {
            return counters.get(TrickCounter.idOf(trick)).count;
        }
    }

    static final class DogNames implements Projection {
        private final List<String> names = new ArrayList<>();

        @Override
        public void project(DomainEvent<?> event) {
            if (event.body() instanceof Dog.Registered registered) {
                names.add(registered.name());
            }
        }

        List<String> names() {
            return names;
        }
    }

    private final UUID fido = Dog.idOf("Fido");
    private final UUID rex = Dog.idOf("Rex");

    @Test
    void aDogLearnsEachTrickOnce() {
        Scenario.of(Dog.class)
                .given(new Dog.Registered("Fido"))
                .when(dog -> dog.addTrick("sit"))
                .then(new Dog.TrickAdded("sit"));
        Scenario.of(Dog.class)
                .given(new Dog.Registered("Fido"), new Dog.TrickAdded("sit"))
                .when(dog -> dog.addTrick("sit"))
                .thenNothing();
        Scenario.of(Dog.class)
                .given(new Dog.Registered("Fido"))
                .when(dog -> dog.addTrick(" "))
                .thenThrows(IllegalArgumentException.class)
                .hasMessage("A trick has a name");
    }

    @Test
    void aCounterIsStartedOnceAndIncrementedForEachDog() {
        FollowerScenario.of(TrickCounters::new)
                .when(fido, new Dog.TrickAdded("sit"))
                .then(new TrickCounter.Started("sit"), new TrickCounter.Incremented(fido));
        FollowerScenario.of(TrickCounters::new)
                .given(fido, new Dog.Registered("Fido"), new Dog.TrickAdded("sit"))
                .when(rex, new Dog.TrickAdded("sit"))
                .then(new TrickCounter.Incremented(rex));
    }

    @Test
    void aCountedTrickNamesItsCause() {
        FollowerScenario.of(TrickCounters::new)
                .following("TrainingSchool")
                .at(Instant.parse("2026-03-01T12:00:00Z"))
                .when(fido, new Dog.TrickAdded("sit"))
                .thenOf(TrickCounter.idOf("sit"), new TrickCounter.Started("sit"), new TrickCounter.Incremented(fido))
                .thenCausedByIt();
    }

    @Test
    void aProjectionIsLookedAtItself() {
        FollowerScenario.of(DogNames::new)
                .given(fido, new Dog.Registered("Fido"))
                .when(rex, new Dog.Registered("Rex"))
                .thenThat(dogs -> assertThat(dogs.names()).containsExactly("Fido", "Rex"));
    }

    @Test
    void aSystemRunsInMemory() {
        TestApplication<TrainingSchool> test =
                TestApplication.of(TrainingSchool::new).with(TrickCounters::new);
        test.application().register("Fido");
        test.clock().advance(Duration.ofDays(1));
        test.application().addTrick("Fido", "sit");

        assertThat(test.follower(TrickCounters.class).count("sit")).isEqualTo(1);
        assertThat(test.eventsOf(fido))
                .extracting(DomainEvent::recordedAt)
                .containsExactly(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(test.events()).hasSize(4);
    }

    @Test
    void theFailureInTheGuideIsTheOneThatIsThrown() {
        Throwable failure = catchThrowable(() -> Scenario.of(Dog.class)
                .when(() -> {
                    Dog dog = Dog.register("Fido");
                    dog.addTrick("sit");
                    return dog;
                })
                .then(new Dog.Registered("Fido"), new Dog.TrickAdded("roll over")));
        assertThat(SourceTree.read(Path.of("docs/testing.md"))).contains("\n" + failure.getMessage() + "\n");
    }
}
