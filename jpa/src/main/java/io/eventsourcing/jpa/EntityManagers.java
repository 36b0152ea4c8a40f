package io.eventsourcing.jpa;

import io.eventsourcing.jdbc.Dialect;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.ThreadTransactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins and ends transactions on EntityManagers, and flushes these before events are written. */
final class EntityManagers implements ThreadTransactions.Backend<OpenTransaction> {
    private static final Logger log = LoggerFactory.getLogger(EntityManagers.class);

    private final EntityManagerFactory factory;
    private final Dialect dialect;

    EntityManagers(EntityManagerFactory factory, Dialect dialect) {
        this.factory = factory;
        this.dialect = dialect;
    }

    @Override
    public OpenTransaction begin() {
        EntityManager entityManager = factory.createEntityManager();
        try {
            return OpenTransaction.begin(entityManager, dialect, true);
        } catch (RuntimeException e) {
            entityManager.close();
            throw e;
        }
    }

    /** What the flush takes, and what it refuses, comes before ids are drawn. */
    @Override
    public void beforeCommit(OpenTransaction open) {
        if (!open.transaction().isActive()) {
            throw new IllegalStateException(
                    "The EntityManager's transaction was ended by the work that ran in it; what it saved since is rolled back, and events that it saved are not stored. Leave the end to whoever began the transaction");
        }
        if (open.transaction().getRollbackOnly()) {
            throw new OperationalException(
                    "The transaction is rolled back, since it was marked for that: by setRollbackOnly(), or by an error that an EntityManager threw earlier",
                    null);
        }
        open.entityManager().flush();
    }

    @Override
    public void commit(OpenTransaction open) {
        try {
            open.transaction().commit();
        } catch (RuntimeException e) {
            end(open);
            throw e;
        } finally {
            open.close();
        }
    }

    @Override
    public void rollback(OpenTransaction open) {
        end(open);
        try {
            open.close();
        } catch (RuntimeException e) {
            log.warn("An EntityManager could not be closed", e);
        }
    }

    private static void end(OpenTransaction open) {
        try {
            if (open.transaction().isActive()) {
                open.transaction().rollback();
            }
        } catch (RuntimeException e) {
            log.warn("A transaction could not be rolled back; its connection is given up", e);
        }
    }
}
