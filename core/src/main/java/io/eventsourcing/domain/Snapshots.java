package io.eventsourcing.domain;

/**
 * Implemented by an aggregate that can be restored from a snapshot instead of from all of its events. The state is a type of
 * its own, usually a record, so that what is stored is what was meant to be stored.
 *
 * @param <S> the immutable state
 */
public interface Snapshots<S> {
    /** The state as it is now. */
    S snapshot();

    /** Takes over a state; called on a new aggregate that has an id and nothing else. */
    void restore(S state);
}
