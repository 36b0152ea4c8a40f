package io.eventsourcing.spring;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * The entity managers of the active transaction. They are flushed before events are written, so that what their flush
 * takes, and what it refuses, comes before ids are drawn.
 */
final class EntityManagers {
    private static final boolean PRESENT =
            ClassUtils.isPresent("org.springframework.orm.jpa.EntityManagerHolder", EntityManagers.class.getClassLoader())
                    && ClassUtils.isPresent(
                            "jakarta.persistence.EntityManager", EntityManagers.class.getClassLoader());

    private EntityManagers() {}

    static void flush() {
        if (PRESENT) {
            Bound.flush();
        }
    }

    /** Apart, so that it is loaded only where Jakarta Persistence is there. */
    private static final class Bound {
        static void flush() {
            for (Object resource :
                    TransactionSynchronizationManager.getResourceMap().values()) {
                if (resource instanceof EntityManagerHolder holder
                        && holder.getEntityManager().isJoinedToTransaction()) {
                    holder.getEntityManager().flush();
                }
            }
        }
    }
}
