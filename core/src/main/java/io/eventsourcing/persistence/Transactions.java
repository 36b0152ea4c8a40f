package io.eventsourcing.persistence;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the library needs of the transactions around it: plain JDBC brings them itself, a framework brings its own. The
 * active transaction is bound to the thread. Implementations are thread-safe.
 */
public interface Transactions {
    /** Whether a transaction is active on this thread, so that a save joins it. */
    boolean active();

    /** Runs work in the active transaction, or in a new one. An exception rolls it back and is thrown on. */
    <T> T required(Supplier<T> work);

    /**
     * Runs work in a new READ COMMITTED transaction of its own, whatever is active on this thread. An exception rolls it
     * back and is thrown on.
     */
    <T> T separate(Supplier<T> work);

    /**
     * The participant of that key in the active transaction; one is made and enlisted if there is none yet.
     *
     * @throws IllegalStateException if no transaction is active, or if it cannot take part in writing
     */
    <P extends TransactionParticipant> P enlist(Object key, Supplier<P> participant);

    /** The participant of that key in the active transaction, if there is one. */
    Optional<TransactionParticipant> participant(Object key);
}
