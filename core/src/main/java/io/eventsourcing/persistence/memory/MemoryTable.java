package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.VersionConflictException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Stored events, or snapshots: committed rows by id and by originator, and the ids and versions drawn so far. */
final class MemoryTable {
    record Originator(String applicationName, UUID id) {}

    private record Version(Originator originator, long number) {}

    /** Rows by id and by originator. */
    static final class Rows {
        final NavigableMap<Long, StoredEvent> byId = new TreeMap<>();
        final Map<Originator, NavigableMap<Long, StoredEvent>> byOriginator = new HashMap<>();

        void add(long id, StoredEvent event) {
            byId.put(id, event);
            byOriginator
                    .computeIfAbsent(originatorOf(event), originator -> new TreeMap<>())
                    .put(event.originatorVersion(), event);
        }

        NavigableMap<Long, StoredEvent> of(Originator originator) {
            return byOriginator.getOrDefault(originator, new TreeMap<>());
        }
    }

    final Rows committed = new Rows();
    private final Set<Version> taken = new HashSet<>();
    private final NavigableMap<Long, MemoryTransaction> inFlight = new TreeMap<>();
    private long lastId;

    List<Long> insert(MemoryTransaction transaction, List<StoredEvent> events) {
        List<Version> versions = new ArrayList<>();
        for (StoredEvent event : events) {
            Version version = versionOf(event);
            if (!taken.add(version)) {
                versions.forEach(taken::remove);
                throw new VersionConflictException(
                        event.applicationName(), event.originatorId(), event.originatorVersion(), null);
            }
            versions.add(version);
        }
        Rows rows = transaction.inserted.computeIfAbsent(this, table -> new Rows());
        List<Long> ids = new ArrayList<>();
        for (StoredEvent event : events) {
            long id = ++lastId;
            inFlight.put(id, transaction);
            rows.add(id, event);
            ids.add(id);
        }
        return ids;
    }

    void commit(Rows rows) {
        rows.byId.forEach(committed::add);
        inFlight.keySet().removeAll(rows.byId.keySet());
    }

    void replace(Map<Long, StoredEvent> rows) {
        rows.forEach(committed::add);
    }

    void rollback(Rows rows) {
        rows.byId.values().forEach(event -> taken.remove(versionOf(event)));
        inFlight.keySet().removeAll(rows.byId.keySet());
    }

    boolean othersInFlight(MemoryTransaction transaction) {
        return inFlight.values().stream().anyMatch(other -> other != transaction);
    }

    long lastId() {
        return lastId;
    }

    long settledHead() {
        return inFlight.isEmpty() ? lastId : inFlight.firstKey() - 1;
    }

    static Notification notification(Map.Entry<Long, StoredEvent> row) {
        return new Notification(row.getKey(), row.getValue());
    }

    private static Originator originatorOf(StoredEvent event) {
        return new Originator(event.applicationName(), event.originatorId());
    }

    private static Version versionOf(StoredEvent event) {
        return new Version(originatorOf(event), event.originatorVersion());
    }
}
