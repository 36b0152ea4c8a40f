package io.eventsourcing.persistence;

/** Is told what became of the events that one save handed over. Called on the saving thread; it must not throw. */
public interface SaveOutcome {
    /** The events are stored and committed. */
    void committed();

    /** The events will not be stored: their transaction, or a savepoint within it, was rolled back. */
    void rolledBack();
}
