package io.eventsourcing.testkit.scenario;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Decider;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.domain.OriginatorType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A test of an aggregate in three steps: the events that have happened, what is done, the events that follow.
 *
 * <pre>{@code
 * Scenario.of(Dog.class).given(new Registered("Fido")).when(dog -> dog.addTrick("sit")).then(new TrickAdded("sit"));
 * Scenario.of(Dog.class).when(() -> Dog.register("Fido")).then(new Registered("Fido"));
 * Scenario.of(new AccountRules()).given(new Opened("Ada")).when(new Pay(20)).then(new Paid(20));
 * }</pre>
 *
 * <p>Immutable; each step makes a new object. Policies and projections have a {@link FollowerScenario}.
 *
 * @param <A> the aggregate
 */
public sealed class Scenario<A extends Aggregate<?>> permits DeciderScenario {
    private static final UUID ID = UUID.fromString("5ce2a710-0000-5000-8000-000000000001");

    private final OriginatorType<A> type;
    private final List<?> history;

    Scenario(OriginatorType<A> type, List<?> history) {
        this.type = type;
        this.history = history;
    }

    /** A scenario of an aggregate class whose event type is sealed. */
    public static <A extends Aggregate<?>> Scenario<A> of(Class<A> aggregate) {
        return new Scenario<>(OriginatorType.of(aggregate), List.of());
    }

    /** A scenario of a decider. */
    public static <C, E, S> DeciderScenario<C, E, S> of(Decider<C, E, S> decider) {
        return new DeciderScenario<>(OriginatorType.of(decider), List.of());
    }

    /** The events that have happened, oldest first; given again, they are added. */
    public Scenario<A> given(Object... events) {
        return new Scenario<>(type, historyAnd(events));
    }

    final List<?> historyAnd(Object... events) {
        return Stream.concat(history.stream(), Stream.of(events)).toList();
    }

    /** What is done to the aggregate that the given events make. */
    public Outcome when(Consumer<? super A> command) {
        A aggregate = aggregate();
        return Outcome.of(() -> command.accept(aggregate), () -> aggregate);
    }

    /** What makes a new aggregate; there must be no given events. */
    public Outcome when(Supplier<? extends A> creation) {
        if (!history.isEmpty()) {
            throw new IllegalStateException("A new aggregate has no given events, but there are " + history);
        }
        Creation<A> created = new Creation<>(creation);
        return Outcome.of(created, created);
    }

    final A aggregate() {
        A aggregate = type.begin(ID);
        long version = 1;
        for (Object event : history) {
            type.fold(aggregate, new DomainEvent<>(ID, version++, Instant.EPOCH, Metadata.none(), event));
        }
        return aggregate;
    }

    final OriginatorType<A> type() {
        return type;
    }

    /** Runs once and keeps what it made. */
    private static final class Creation<A> implements Runnable, Supplier<A> {
        private final Supplier<? extends A> creation;
        private @Nullable A created;

        Creation(Supplier<? extends A> creation) {
            this.creation = creation;
        }

        @Override
        public void run() {
            created = creation.get();
        }

        @Override
        public A get() {
            if (created == null) {
                throw new IllegalStateException("Nothing was made");
            }
            return created;
        }
    }
}
