package io.eventsourcing.testkit.scenario;

import io.eventsourcing.domain.DecidedAggregate;
import io.eventsourcing.domain.OriginatorType;
import java.util.List;

/**
 * A test of a decider: the events that have happened, a command, the events that follow. Made by
 * {@link Scenario#of(io.eventsourcing.domain.Decider)}.
 *
 * @param <C> the commands
 * @param <E> the events
 * @param <S> the state
 */
public final class DeciderScenario<C, E, S> extends Scenario<DecidedAggregate<C, E, S>> {
    DeciderScenario(OriginatorType<DecidedAggregate<C, E, S>> type, List<?> history) {
        super(type, history);
    }

    @Override
    public DeciderScenario<C, E, S> given(Object... events) {
        return new DeciderScenario<>(type(), historyAnd(events));
    }

    /** The command that the decider answers. */
    public Outcome when(C command) {
        DecidedAggregate<C, E, S> aggregate = aggregate();
        return Outcome.of(() -> aggregate.decide(command), () -> aggregate);
    }
}
