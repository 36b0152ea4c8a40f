package io.eventsourcing.spring;

import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.PersistenceException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Is told by the transaction manager of every transaction that it begins, and again directly before it commits it.
 *
 * <p>The second call is where events are written. A {@code TransactionSynchronization.beforeCommit} would be too early:
 * Spring calls those one after the other, so what a later one saves, or one that was registered meanwhile, would be lost.
 * This call comes after all of them, and what it throws rolls back.
 */
final class TransactionWatch implements TransactionExecutionListener {
    private final DataSource dataSource;
    private final @Nullable PersistenceExceptionTranslator translator;

    TransactionWatch(DataSource dataSource, @Nullable PersistenceExceptionTranslator translator) {
        this.dataSource = dataSource;
        this.translator = translator;
    }

    /** The watched transaction that is active on this thread. */
    @Nullable
    WatchedTransaction current() {
        return (WatchedTransaction) TransactionSynchronizationManager.getResource(this);
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null
                && transaction.isNewTransaction()
                && TransactionSynchronizationManager.isSynchronizationActive()) {
            boolean ours = TransactionSynchronizationManager.hasResource(dataSource);
            new WatchedTransaction(this, ours, transaction.isReadOnly()).bind();
        }
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        WatchedTransaction current = current();
        if (current != null && transaction.isNewTransaction()) {
            commitBegins(current);
            refuseFailed(transaction);
        }
    }

    /** Spring has asked before, and would commit what has failed since. */
    private static void refuseFailed(TransactionExecution transaction) {
        if (transaction.isRollbackOnly()) {
            throw new OperationalException(
                    "The transaction is rolled back, since work that had joined it directly before the commit failed",
                    null);
        }
    }

    private void commitBegins(WatchedTransaction current) {
        try {
            current.commitBegins();
        } catch (PersistenceException e) {
            throw translator == null ? e : DataAccessUtils.translateIfNecessary(e, translator);
        }
    }
}
