package io.eventsourcing.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Decider;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScenarioTest {
    static final class Dog extends Aggregate<Dog.Event> {
        sealed interface Event permits Registered, TrickAdded {}

        record Registered(String name) implements Event {}

        record TrickAdded(String trick) implements Event {}

        private final Set<String> tricks = new HashSet<>();

        private Dog() {}

        static Dog register(String name) {
            return create(Dog::new, UUID.randomUUID(), new Registered(name));
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

    sealed interface Switched permits On, Off {}

    record On() implements Switched {}

    record Off() implements Switched {}

    private static final class Lamp implements Decider<Boolean, Switched, Boolean> {
        @Override
        public Class<Switched> eventType() {
            return Switched.class;
        }

        @Override
        public Boolean initialState() {
            return false;
        }

        @Override
        public List<? extends Switched> decide(Boolean command, Boolean state) {
            if (command.equals(state)) {
                return List.of();
            }
            return List.of(command ? new On() : new Off());
        }

        @Override
        public Boolean evolve(Boolean state, Switched event) {
            return event instanceof On;
        }
    }

    @Test
    void aCommandOnGivenEventsIsFollowedByEvents() {
        Scenario.of(Dog.class)
                .given(new Dog.Registered("Fido"))
                .when(dog -> dog.addTrick("sit"))
                .then(new Dog.TrickAdded("sit"));
    }

    @Test
    void aNewAggregateBeginsWithItsFirstEvent() {
        Scenario.of(Dog.class).when(() -> Dog.register("Fido")).then(new Dog.Registered("Fido"));
    }

    @Test
    void nothingMayFollow() {
        Scenario.of(Dog.class)
                .given(new Dog.Registered("Fido"), new Dog.TrickAdded("sit"))
                .when(dog -> dog.addTrick("sit"))
                .thenNothing();
    }

    @Test
    void eventsGivenInTurnAreAdded() {
        Scenario.of(Dog.class)
                .given(new Dog.Registered("Fido"))
                .given(new Dog.TrickAdded("sit"))
                .when(dog -> dog.addTrick("sit"))
                .thenNothing();
        Scenario.of(new Lamp()).given(new On()).given(new Off()).when(true).then(new On());
    }

    @Test
    void whatIsNewHasNoGivenEvents() {
        assertThatThrownBy(() ->
                        Scenario.of(Dog.class).given(new Dog.Registered("Fido")).when(() -> Dog.register("Rex")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Registered[name=Fido]");
    }

    @Test
    void aRefusalIsAnExceptionThatCanBeLookedAt() {
        Scenario.of(Dog.class)
                .given(new Dog.Registered("Fido"))
                .when(dog -> dog.addTrick(" "))
                .thenThrows(IllegalArgumentException.class)
                .hasMessage("A trick has a name");
    }

    @Test
    void deciderScenariosGiveTheCommandItself() {
        Scenario.of(new Lamp()).when(true).then(new On());
        Scenario.of(new Lamp()).given(new On()).when(true).thenNothing();
        Scenario.of(new Lamp()).given(new On()).when(false).then(new Off());
    }

    @Test
    void aScenarioThatDoesNotHoldFailsWithWhatHappened() {
        Outcome sit = Scenario.of(Dog.class).given(new Dog.Registered("Fido")).when(dog -> dog.addTrick("sit"));
        assertThatThrownBy(() -> sit.then(new Dog.TrickAdded("roll")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        The events differ (= as expected, - missing, + unexpected):
                        - TrickAdded[trick=roll]
                        + TrickAdded[trick=sit]
                            trick: expected "roll" but was "sit\"""");
        assertThatThrownBy(sit::thenNothing).hasMessage("""
                        The events differ (= as expected, - missing, + unexpected):
                        + TrickAdded[trick=sit]""");
        assertThatThrownBy(() -> sit.thenThrows(IllegalArgumentException.class))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected java.lang.IllegalArgumentException, but these events followed: "
                        + "[TrickAdded[trick=sit]]");
        Outcome refused =
                Scenario.of(Dog.class).given(new Dog.Registered("Fido")).when(dog -> dog.addTrick(""));
        assertThatThrownBy(() -> refused.then(new Dog.TrickAdded("")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected the events [TrickAdded[trick=]], but it threw "
                        + "java.lang.IllegalArgumentException: A trick has a name");
    }

    @Test
    void aDeciderScenarioThatDoesNotHoldShowsWhereTheEventsDiffer() {
        Outcome on = Scenario.of(new Lamp()).when(true);
        assertThatThrownBy(() -> on.then(new Off(), new On()))
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        The events differ (= as expected, - missing, + unexpected):
                        - Off[]
                        = On[]""");
    }
}
