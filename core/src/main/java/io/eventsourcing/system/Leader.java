package io.eventsourcing.system;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.LeaderLog;
import io.eventsourcing.persistence.PersistenceModule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The leader of a pipe.
 *
 * @param name the application whose events are followed
 * @param node the application, or the log of one that is not here
 * @param log its events
 * @param storage where it stores them, or null if that is not here
 */
record Leader(
        String name, Object node, LeaderLog log, @Nullable EventSourcing storage) {
    static Leader of(Application application) {
        return new Leader(application.name(), application, application.notificationLog(), application.eventSourcing());
    }

    static Leader of(LeaderLog log) {
        return new Leader(Objects.requireNonNull(log, "leader").applicationName(), log, log, null);
    }

    /** What its events are read by: as it stores them, or else as the follower does. */
    EventSourcing readBy(EventSourcing follower) {
        return storage == null ? follower : storage;
    }

    /** Whether its events are in this database. */
    boolean isIn(PersistenceModule database) {
        return storage != null && storage.persistence() == database;
    }
}
