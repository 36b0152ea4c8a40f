package io.eventsourcing.persistence;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /**
     * Selects everything that an application has in this table, in ascending order of the ids; also what is not settled.
     *
     * @param after only rows of greater ids; 0 is the beginning
     * @param limit at most so many; 0 selects none
     */
    List<Notification> selectRows(String applicationName, long after, int limit);

    /**
     * Selects everything that an application has in this table, one originator after the other, the versions of each in
     * ascending order; also what is not settled. The order of the originators is the database's own.
     *
     * @param after only rows behind this one, the last of the page before; null is the beginning
     * @param limit at most so many; 0 selects none
     */
    List<Notification> selectByOriginator(String applicationName, @Nullable StoredEvent after, int limit);

    /**
     * Stores a state in another form, within the active transaction or else as a transaction of its own. For changing how
     * states are encrypted, never what they say.
     *
     * @param stored the row as it was read
     * @return whether it was replaced; not if its state is another by now
     */
    boolean replaceState(StoredEvent stored, byte[] state);
}
