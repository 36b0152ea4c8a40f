package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.OriginatorKey;
import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.persistence.StoredMessage;
import io.eventsourcing.persistence.ThreadTransactions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Everything that is stored, and the lock that guards it; the lock is held for single operations only. */
final class MemoryDatabase implements ThreadTransactions.Backend<MemoryTransaction> {
    final MemoryTable events = new MemoryTable();
    final MemoryTable snapshots = new MemoryTable();
    final Map<MemoryTrackingKey, MemoryTracking> tracking = new HashMap<>();
    final Map<MemoryTable.Originator, OriginatorKey> keys = new HashMap<>();
    final Map<MemoryTable.Originator, MemoryTransaction> keyLocks = new HashMap<>();
    final Map<MemoryTrackingKey, MemoryTransaction> trackingLocks = new HashMap<>();
    final Map<MemoryTable.Originator, StoredMessage> messages = new HashMap<>();
    final Map<MemoryParkingKey, ParkedNotification> parked = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    final MemoryWriters writers = new MemoryWriters(lock, events);

    <T> T locked(Supplier<T> operation) {
        lock.lock();
        try {
            return operation.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public MemoryTransaction begin() {
        return new MemoryTransaction();
    }

    @Override
    public void commit(MemoryTransaction transaction) {
        locked(() -> {
            transaction.inserted.forEach(MemoryTable::commit);
            transaction.replaced.forEach(MemoryTable::replace);
            keys.putAll(transaction.keys);
            apply(transaction.tracking, tracking);
            apply(transaction.parked, parked);
            apply(transaction.messages, messages);
            return release(transaction);
        });
    }

    @Override
    public void rollback(MemoryTransaction transaction) {
        locked(() -> {
            transaction.inserted.forEach(MemoryTable::rollback);
            return release(transaction);
        });
    }

    static <K, V> void apply(Map<K, Optional<V>> changes, Map<K, V> rows) {
        changes.forEach((key, row) -> row.ifPresentOrElse(value -> rows.put(key, value), () -> rows.remove(key)));
    }

    private boolean release(MemoryTransaction transaction) {
        writers.ended(transaction);
        keyLocks.keySet().removeAll(transaction.keys.keySet());
        return trackingLocks.values().removeIf(holder -> holder == transaction);
    }
}
