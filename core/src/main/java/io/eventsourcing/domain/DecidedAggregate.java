package io.eventsourcing.domain;

/**
 * The state that a {@link Decider} has reached for one originator, carried as an aggregate so that both styles are
 * saved and loaded in the same way. Users meet only the state.
 *
 * @param <C> the type of the commands
 * @param <E> the type of the events
 * @param <S> the type of the immutable state
 */
public final class DecidedAggregate<C, E, S> extends Aggregate<E> {
    private final Decider<C, E, S> decider;
    private S state;

    DecidedAggregate(Decider<C, E, S> decider) {
        this.decider = decider;
        this.state = decider.initialState();
    }

    /** The state after the last event. */
    public S state() {
        return state;
    }

    /** Lets the decider answer a command and applies the events that it returns. */
    public void decide(C command) {
        for (E event : decider.decide(command, state)) {
            trigger(event);
        }
    }

    void restore(S restored) {
        state = restored;
    }

    @Override
    protected void apply(E event) {
        state = decider.evolve(state, event);
    }
}
