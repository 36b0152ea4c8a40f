package io.eventsourcing.persistence;

/**
 * Keeps other writers of events out, so that a transaction knows the notification order up to its own events before it
 * commits. Implementations are thread-safe.
 */
public interface WriterLock {
    /**
     * Keeps every other writer of events out until the active transaction ends, after those in flight have ended. Taking it
     * again does nothing.
     *
     * @throws IllegalStateException if no transaction is active
     * @throws PersistenceException if the transaction cannot see what others have committed, or if the lock cannot be had
     */
    void lock();

    /**
     * The greatest notification id, 0 if there is none, for a transaction that has taken the lock: nothing can appear up to
     * it that this transaction does not see.
     */
    long head();
}
