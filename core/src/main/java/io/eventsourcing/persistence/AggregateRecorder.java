package io.eventsourcing.persistence;

import java.util.List;
import java.util.UUID;

/** Stores and selects events, or snapshots, by originator. Implementations are thread-safe. */
public interface AggregateRecorder {
    /**
     * Inserts all the events or none: within the active transaction, or else as a transaction of its own. Versions need
     * not be consecutive. An empty list is fine.
     *
     * @return the ids given, ascending, in the order of the events
     * @throws VersionConflictException if an originator already has an event at one of the versions, also within the
     *     list
     * @throws OperationalException if the database could not do it now
     */
    List<Long> insertEvents(List<StoredEvent> events);

    /** Selects events of one originator by version; an unknown originator has none. */
    List<StoredEvent> selectEvents(String applicationName, UUID originatorId, EventQuery query);
}
