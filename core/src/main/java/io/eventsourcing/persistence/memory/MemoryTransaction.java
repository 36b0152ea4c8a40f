package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.Tracking;
import java.util.HashMap;
import java.util.Map;

/** What one transaction has done and nobody else sees yet. Guarded by the database. */
final class MemoryTransaction {
    final Map<MemoryTable, MemoryTable.Rows> inserted = new HashMap<>();
    final Map<MemoryTrackingKey, Tracking> locked = new HashMap<>();
}
