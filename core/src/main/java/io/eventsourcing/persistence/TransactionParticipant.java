package io.eventsourcing.persistence;

/**
 * Something that is told how the transaction goes that it takes part in. Used by one thread.
 */
public interface TransactionParticipant {
    /**
     * Called directly before the commit, after everything that may still save; what it throws rolls back.
     *
     * @return whether it did anything; all participants are then called again, since others may have more to do by now
     */
    boolean beforeCommit();

    /** Called after the end. It must not throw. */
    void afterCompletion(boolean committed);

    /** A mark of what has been done so far, for a savepoint. */
    Object mark();

    /** Undoes what was done since a mark, since the transaction was rolled back to that savepoint. */
    void rollbackTo(Object mark);
}
