package io.eventsourcing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AggregateTest {
    static final class Dog extends Aggregate<Dog.Event> {
        sealed interface Event permits Registered, TrickAdded {}

        record Registered(String name) implements Event {}

        record TrickAdded(String trick) implements Event {}

        private final List<String> seen = new ArrayList<>();

        private Dog() {}

        static Dog register(UUID id, String name) {
            return create(Dog::new, id, new Registered(name));
        }

        void addTrick(String trick) {
            trigger(new TrickAdded(trick));
        }

        @Override
        protected void apply(Event event) {
            if (event instanceof TrickAdded added && added.trick().isEmpty()) {
                throw new IllegalArgumentException("half-way");
            }
            seen.add("%s at version %d of %s".formatted(event, version(), id()));
        }
    }

    private final UUID id = UUID.randomUUID();
    private final OriginatorType<Dog> type = OriginatorType.of(Dog.class);

    private DomainEvent<?> event(UUID originatorId, long version) {
        return new DomainEvent<>(
                originatorId, version, Instant.EPOCH, Metadata.none(), new Dog.TrickAdded("trick " + version));
    }

    @Test
    void theFirstEventKnowsTheIdAndIsAppliedBeforeTheVersionCounts() {
        Dog dog = Dog.register(id, "Fido");
        dog.addTrick("sit");
        assertThat(dog.id()).isEqualTo(id);
        assertThat(dog.version()).isEqualTo(2);
        assertThat(dog.seen)
                .containsExactly(
                        "Registered[name=Fido] at version 0 of " + id, "TrickAdded[trick=sit] at version 1 of " + id);
    }

    @Test
    void pendingEventsWaitInTheirOrderUntilTheyAreCollected() {
        Dog dog = Dog.register(id, "Fido");
        dog.addTrick("sit");
        assertThat(OriginatorType.pending(dog))
                .isEqualTo(new PendingEvents(id, 1, 1, List.of(new Dog.Registered("Fido"), new Dog.TrickAdded("sit"))));
        OriginatorType.collected(dog, Instant.EPOCH);
        assertThat(OriginatorType.pending(dog).bodies()).isEmpty();
        dog.addTrick("roll");
        assertThat(OriginatorType.pending(dog))
                .isEqualTo(new PendingEvents(id, 3, 1, List.of(new Dog.TrickAdded("roll"))));
    }

    @Test
    void anAggregateMadeByItsConstructorCannotTriggerEvents() {
        assertThatThrownBy(() -> new Dog().addTrick("sit"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("create(");
        assertThatThrownBy(() -> new Dog().id()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEventThatCouldNotBeAppliedIsNotPendingAndTheAggregateIsUnusable() {
        Dog dog = Dog.register(id, "Fido");
        assertThatThrownBy(() -> dog.addTrick("")).hasMessage("half-way");
        assertThat(dog.version()).isEqualTo(1);
        assertThatThrownBy(() -> dog.addTrick("sit"))
                .isInstanceOf(AggregateUnusableException.class)
                .hasMessageContaining("Dog " + id)
                .hasMessageContaining("Load it again");
        assertThatThrownBy(() -> OriginatorType.pending(dog)).isInstanceOf(AggregateUnusableException.class);
    }

    @Test
    void storedEventsAreFoldedInTurnAndNothingIsPending() {
        Dog dog = type.begin(id);
        type.fold(dog, event(id, 1));
        type.fold(dog, event(id, 2));
        assertThat(dog.version()).isEqualTo(2);
        assertThat(OriginatorType.pending(dog).bodies()).isEmpty();
    }

    @Test
    void anEventOutOfTurnOrOfAnotherOriginatorIsRefused() {
        Dog dog = type.begin(id);
        assertThatThrownBy(() -> type.fold(dog, event(id, 2)))
                .isInstanceOf(OriginatorVersionException.class)
                .hasMessageContaining("version 2 where version 1 is due");
        UUID other = UUID.randomUUID();
        assertThatThrownBy(() -> type.fold(dog, event(other, 1)))
                .isInstanceOf(OriginatorIdException.class)
                .hasMessageContaining(other.toString());
    }

    @Test
    void nullIsRefused() {
        assertThatThrownBy(() -> Dog.register(null, "Fido")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Dog.register(id, "Fido").trigger(null)).isInstanceOf(NullPointerException.class);
    }
}
