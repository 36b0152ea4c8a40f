package io.eventsourcing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OriginatorTypeTest {
    sealed interface Event permits Plain, Line {}

    record Plain() implements Event {}

    sealed interface Line extends Event permits LineAdded, LineRemoved {}

    record LineAdded() implements Line {}

    record LineRemoved() implements Line {}

    interface Open {}

    record OpenOne() implements Open {}

    abstract static class Base<X, E> extends Aggregate<E> {
        @Override
        protected void apply(E event) {}
    }

    static class Order extends Base<String, Event> {}

    static class Unsealed extends Base<String, Open> {}

    static class Unbound<E> extends Base<String, E> {}

    static class NeedsArgument extends Base<String, Event> {
        NeedsArgument(String argument) {
            super();
        }
    }

    static class Breaking extends Base<String, Event> {
        Breaking() {
            throw new IllegalArgumentException("no");
        }
    }

    @Test
    void eventTypesAreTheLeavesOfTheSealedTypeThroughGenericSuperclasses() {
        assertThat(OriginatorType.of(Order.class).eventTypes())
                .containsExactlyInAnyOrder(Plain.class, LineAdded.class, LineRemoved.class);
        assertThat(OriginatorType.eventTypes(Line.class)).containsExactlyInAnyOrder(LineAdded.class, LineRemoved.class);
        assertThat(OriginatorType.eventTypes(Plain.class)).containsExactly(Plain.class);
    }

    @Test
    void anUnsealedEventTypeIsRefusedUnlessItsEventsAreListed() {
        assertThatThrownBy(() -> OriginatorType.of(Unsealed.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Open.class.getName())
                .hasMessageContaining("list the event types");
        assertThat(OriginatorType.of(Unsealed.class, OpenOne.class).eventTypes())
                .containsExactly(OpenOne.class);
    }

    @Test
    void aClassThatCannotBeMadeIsRefusedWithTheReason() {
        assertThatThrownBy(() -> OriginatorType.of(Base.class)).hasMessageContaining("is abstract");
        assertThatThrownBy(() -> OriginatorType.of(NeedsArgument.class))
                .hasMessageContaining("constructor without parameters");
        assertThatThrownBy(() -> OriginatorType.of(Unbound.class)).hasMessageContaining("cannot be found");
        OriginatorType<Breaking> breaking = OriginatorType.of(Breaking.class);
        assertThatThrownBy(() -> breaking.begin(UUID.randomUUID()))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("no");
    }

    @Test
    void aDeciderIsAnOriginatorTypeToo() {
        Decider<String, Event, Integer> counting = new Decider<>() {
            @Override
            public Class<Event> eventType() {
                return Event.class;
            }

            @Override
            public Integer initialState() {
                return 0;
            }

            @Override
            public List<? extends Event> decide(String command, Integer state) {
                return command.isEmpty() ? List.of() : List.of(new Plain(), new LineAdded());
            }

            @Override
            public Integer evolve(Integer state, Event event) {
                return state + 1;
            }
        };
        var type = OriginatorType.of(counting);
        var decided = type.begin(UUID.randomUUID());
        decided.decide("");
        assertThat(decided.version()).isZero();
        decided.decide("add");
        assertThat(decided.state()).isEqualTo(2);
        assertThat(OriginatorType.pending(decided).bodies()).isEqualTo(List.of(new Plain(), new LineAdded()));
        assertThat(type.eventTypes()).hasSize(3);
    }
}
