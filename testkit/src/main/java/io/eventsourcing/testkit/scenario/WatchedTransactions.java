package io.eventsourcing.testkit.scenario;

import io.eventsourcing.persistence.TransactionParticipant;
import io.eventsourcing.persistence.Transactions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Transactions that tell what followers do in theirs, which are the separate ones: whether this thread is in one, and
 * what those that failed have thrown. A follower itself keeps only the text of it.
 */
final class WatchedTransactions implements Transactions {
    private final Transactions transactions;
    private final ThreadLocal<Boolean> separate = ThreadLocal.withInitial(() -> false);
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    WatchedTransactions(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Whether a separate transaction of this thread has not come to its end, commit listeners included. */
    boolean inSeparate() {
        return separate.get();
    }

    /** What separate transactions have thrown, on any thread, oldest first. */
    List<Throwable> failures() {
        return failures;
    }

    void forgetFailures() {
        failures.clear();
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
            failures.add(e);
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
