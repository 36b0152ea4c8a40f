package io.eventsourcing.persistence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Transactions bound to the thread, for backends that no framework brings transactions to. Thread-safe.
 *
 * @param <R> what a transaction works on, for example a connection
 */
public class ThreadTransactions<R> implements Transactions {
    /**
     * Begins and ends the backend's own transactions.
     *
     * @param <R> what a transaction works on
     */
    public interface Backend<R> {
        /** Begins a READ COMMITTED transaction. */
        R begin();

        /** Writes, each time before the participants do, what the resource keeps back; what it throws rolls back. */
        default void beforeCommit(R resource) {}

        /** Commits and releases; if it throws, the transaction is released and not committed, as far as is known. */
        void commit(R resource);

        /** Rolls back and releases; it does not throw. */
        void rollback(R resource);
    }

    private final class Transaction {
        final @Nullable Transaction outer = bound.get();
        final R resource;
        final Map<Object, TransactionParticipant> participants = new LinkedHashMap<>();

        @Nullable
        Throwable failure;

        Transaction(R resource) {
            this.resource = resource;
        }
    }

    private final Backend<R> backend;
    private final ThreadLocal<@Nullable Transaction> bound = new ThreadLocal<>();

    public ThreadTransactions(Backend<R> backend) {
        this.backend = Objects.requireNonNull(backend, "backend");
    }

    /** What the active transaction works on, if there is one. */
    public Optional<R> current() {
        return Optional.ofNullable(bound.get()).map(transaction -> transaction.resource);
    }

    @Override
    public boolean active() {
        return bound.get() != null;
    }

    @Override
    public <T> T required(Supplier<T> work) {
        Transaction joined = bound.get();
        if (joined == null) {
            return separate(work);
        }
        try {
            return work.get();
        } catch (Throwable e) {
            joined.failure = e;
            throw e;
        }
    }

    @Override
    public <T> T separate(Supplier<T> work) {
        return separate(backend.begin(), work);
    }

    /** Runs work in a transaction that has begun on a resource, and ends it as {@link #separate(Supplier)} does. */
    protected final <T> T separate(R begun, Supplier<T> work) {
        Transaction transaction = new Transaction(begun);
        bound.set(transaction);
        boolean committed = false;
        try {
            T result = work.get();
            refuseFailed(transaction);
            while (participantsGoOn(transaction)) {
                refuseFailed(transaction);
            }
            committed = true;
            backend.commit(transaction.resource);
            unbind(transaction);
            complete(transaction, true);
            return result;
        } catch (Throwable e) {
            if (bound.get() == transaction) {
                unbind(transaction);
                if (!committed) {
                    backend.rollback(transaction.resource);
                }
                complete(transaction, false);
            }
            throw e;
        }
    }

    private boolean participantsGoOn(Transaction transaction) {
        backend.beforeCommit(transaction.resource);
        boolean again = false;
        for (TransactionParticipant participant : List.copyOf(transaction.participants.values())) {
            again |= participant.beforeCommit();
        }
        return again;
    }

    private void refuseFailed(Transaction transaction) {
        if (transaction.failure != null) {
            throw new OperationalException(
                    "The transaction is rolled back, since work that had joined it failed: " + transaction.failure,
                    transaction.failure);
        }
    }

    private void unbind(Transaction transaction) {
        if (transaction.outer == null) {
            bound.remove();
        } else {
            bound.set(transaction.outer);
        }
    }

    private void complete(Transaction transaction, boolean committed) {
        transaction.participants.values().forEach(participant -> participant.afterCompletion(committed));
    }

    @Override
    public <P extends TransactionParticipant> P enlist(Object key, Supplier<P> participant) {
        Transaction transaction = bound.get();
        if (transaction == null) {
            throw new IllegalStateException("No transaction is active");
        }
        @SuppressWarnings("unchecked")
        P enlisted = (P) transaction.participants.computeIfAbsent(key, k -> participant.get());
        return enlisted;
    }

    @Override
    public Optional<TransactionParticipant> participant(Object key) {
        return Optional.ofNullable(bound.get()).map(transaction -> transaction.participants.get(key));
    }
}
