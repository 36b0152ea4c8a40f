package io.eventsourcing.jpa;

import io.eventsourcing.jdbc.Dialect;
import io.eventsourcing.persistence.OperationalException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import java.sql.Connection;

/**
 * An EntityManager whose transaction has begun.
 *
 * @param ours whether it was made for this transaction, and is closed with it
 */
record OpenTransaction(EntityManager entityManager, boolean ours) {
    static OpenTransaction begin(EntityManager entityManager, Dialect dialect, boolean ours) {
        EntityTransaction transaction = entityManager.getTransaction();
        if (transaction.isActive()) {
            throw new IllegalStateException(
                    "The EntityManager is in a transaction that was begun by getTransaction().begin(), whose commit would not be seen, so that events would be lost: leave the beginning and the end to runInTransaction or callInTransaction");
        }
        try {
            transaction.begin();
            entityManager.<Connection>runWithConnection(dialect::begin);
        } catch (RuntimeException e) {
            rollback(transaction, e);
            throw new OperationalException("A transaction could not begin: " + e, e);
        }
        return new OpenTransaction(entityManager, ours);
    }

    private static void rollback(EntityTransaction transaction, RuntimeException cause) {
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    EntityTransaction transaction() {
        return entityManager.getTransaction();
    }

    void close() {
        if (ours && entityManager.isOpen()) {
            entityManager.close();
        }
    }
}
