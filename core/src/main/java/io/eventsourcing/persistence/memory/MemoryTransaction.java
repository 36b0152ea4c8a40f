package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.OriginatorKey;
import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.StoredMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What one transaction has done and nobody else sees yet; empty for rows that it removed. Guarded by the database. */
final class MemoryTransaction {
    final Map<MemoryTable, MemoryTable.Rows> inserted = new HashMap<>();
    final Map<MemoryTrackingKey, Optional<MemoryTracking>> tracking = new HashMap<>();
    final Map<MemoryParkingKey, Optional<ParkedNotification>> parked = new HashMap<>();
    final Map<MemoryTable, Map<Long, StoredEvent>> replaced = new HashMap<>();
    final Map<MemoryTable.Originator, Optional<StoredMessage>> messages = new HashMap<>();
    final Map<MemoryTable.Originator, OriginatorKey> keys = new HashMap<>();
}
