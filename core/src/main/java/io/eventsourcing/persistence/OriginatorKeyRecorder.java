package io.eventsourcing.persistence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores the keys of originators, within the active transaction or else each call as a transaction of its own. A key that
 * was forgotten is gone; that it was there stays known. Implementations are thread-safe and keep no keys in memory.
 */
public interface OriginatorKeyRecorder {
    /** The keys of some originators, forgotten ones included; an originator that never had a key is not among them. */
    Map<UUID, OriginatorKey> select(String applicationName, Collection<UUID> originatorIds);

    /**
     * The keys of an application's originators, page by page in an order of the database's own.
     *
     * @param after the last originator of the page before; null for the first page
     */
    List<OriginatorKey> selectPage(String applicationName, @Nullable UUID after, int limit);

    /**
     * Stores the first key of an originator.
     *
     * @throws IntegrityException if it has one, or had one; retryable
     */
    void insert(String applicationName, OriginatorKey key);

    /**
     * Stores the same key wrapped otherwise.
     *
     * @param wrapped the new form
     * @return whether that was done; not if it is no longer stored as given, or if it is forgotten
     */
    boolean rewrap(String applicationName, OriginatorKey stored, byte[] wrapped);

    /** Destroys the key of an originator; without one, remembers that it must not get one. Doing it twice changes nothing. */
    void forget(String applicationName, UUID originatorId, Instant at);
}
