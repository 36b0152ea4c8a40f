package io.eventsourcing.spring;

import jakarta.persistence.EntityManager;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaDialect;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * The entity managers of the active transaction. They are flushed before events are written, so that what their flush
 * takes, and what it refuses, comes before ids are drawn.
 */
final class EntityManagers {
    private static final boolean PRESENT = ClassUtils.isPresent(
                    "org.springframework.orm.jpa.EntityManagerHolder", EntityManagers.class.getClassLoader())
            && ClassUtils.isPresent("jakarta.persistence.EntityManager", EntityManagers.class.getClassLoader());

    private EntityManagers() {}

    static void flush() {
        if (PRESENT) {
            Bound.flush();
        }
    }

    /** Apart, so that it is loaded only where Jakarta Persistence is there. */
    private static final class Bound {
        static void flush() {
            TransactionSynchronizationManager.getResourceMap().forEach((key, resource) -> {
                if (resource instanceof EntityManagerHolder holder
                        && holder.getEntityManager().isJoinedToTransaction()) {
                    flush(key, holder.getEntityManager());
                }
            });
        }

        /** Throws what the transaction manager would throw if the flush came with its commit. */
        private static void flush(Object factory, EntityManager entityManager) {
            try {
                entityManager.flush();
            } catch (RuntimeException e) {
                JpaDialect dialect = factory instanceof EntityManagerFactoryInfo info ? info.getJpaDialect() : null;
                throw dialect == null ? e : DataAccessUtils.translateIfNecessary(e, dialect);
            }
        }
    }
}
