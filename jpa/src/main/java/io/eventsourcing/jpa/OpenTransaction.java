package io.eventsourcing.jpa;

import io.eventsourcing.persistence.OperationalException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;

/**
 * An EntityManager whose transaction has begun.
 *
 * @param ours whether it was made for this transaction, and is closed with it
 */
record OpenTransaction(EntityManager entityManager, boolean ours) {
    static OpenTransaction begin(EntityManager entityManager, boolean ours) {
        EntityTransaction transaction = entityManager.getTransaction();
        if (transaction.isActive()) {
            throw new IllegalStateException(
                    "The EntityManager is in a transaction that was begun by getTransaction().begin(), whose commit would not be seen, so that events would be lost: leave the beginning and the end to runInTransaction or callInTransaction");
        }
        try {
            transaction.begin();
        } catch (RuntimeException e) {
            throw new OperationalException("A transaction could not begin: " + e, e);
        }
        return new OpenTransaction(entityManager, ours);
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
