package io.eventsourcing.domain;

import java.util.List;

/**
 * The functional style of an aggregate: pure functions over an immutable state. Equal in rank to {@link Aggregate}; both
 * may live in one application. The shape is the one that Jérémie Chassaing named the decider pattern (2021).
 *
 * <p>Implementations are stateless and therefore thread-safe.
 *
 * @param <C> the type of the commands
 * @param <E> the sealed type of the events
 * @param <S> the type of the immutable state
 */
public interface Decider<C, E, S> {
    /** The sealed type of the events; its leaves become the registered event types. */
    Class<E> eventType();

    /** The state before the first event. */
    S initialState();

    /** The events that a command causes in a state, in order; empty if it changes nothing. Throws to refuse. */
    List<? extends E> decide(C command, S state);

    /** The state after one more event. */
    S evolve(S state, E event);
}
