package io.eventsourcing.testkit.scenario;

import io.eventsourcing.persistence.TransactionParticipant;
import io.eventsourcing.persistence.Transactions;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that tell what followers do in theirs, which are the separate ones: whether this thread is in one, and
 * what the last one to fail has thrown. A follower itself keeps only the text of it.
 */
final class WatchedTransactions implements Transactions {
    private final Transactions transactions;
    private final ThreadLocal<Boolean> separate = ThreadLocal.withInitial(() -> false);
    private volatile @Nullable Throwable failure;

    WatchedTransactions(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Whether a separate transaction of this thread has not come to its end, commit listeners included. */
    boolean inSeparate() {
        return separate.get();
    }

    /** What the last separate transaction to fail has thrown, on any thread. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    void forgetFailure() {
        failure = null;
    }

    @Override
    public boolean active() {
        return transactions.active();
    }

    @Override
    public <T> T required(Supplier<T> work) {
        return transactions.required(work);
    }

    @Override
    public <T> T separate(Supplier<T> work) {
        boolean outer = separate.get();
        separate.set(true);
        try {
            return transactions.separate(work);
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            separate.set(outer);
        }
    }

    @Override
    public <P extends TransactionParticipant> P enlist(Object key, Supplier<P> participant) {
        return transactions.enlist(key, participant);
    }

    @Override
    public Optional<TransactionParticipant> participant(Object key) {
        return transactions.participant(key);
    }
}
