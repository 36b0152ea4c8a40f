package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.OriginatorKey;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.Tracking;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What one transaction has done and nobody else sees yet. Guarded by the database. */
final class MemoryTransaction {
    final Map<MemoryTable, MemoryTable.Rows> inserted = new HashMap<>();
    final Map<MemoryTable, Map<Long, StoredEvent>> replaced = new HashMap<>();
    final Map<MemoryTable.Originator, OriginatorKey> keys = new HashMap<>();
    final Map<MemoryTrackingKey, Tracking> locked = new HashMap<>();
    final Map<MemoryTrackingKey, Optional<String>> failures = new HashMap<>();
}
