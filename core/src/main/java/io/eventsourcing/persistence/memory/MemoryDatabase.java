package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.OriginatorKey;
import io.eventsourcing.persistence.ThreadTransactions;
import io.eventsourcing.persistence.Tracking;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Everything that is stored, and the lock that guards it; the lock is held for single operations only. */
final class MemoryDatabase implements ThreadTransactions.Backend<MemoryTransaction> {
    final MemoryTable events = new MemoryTable();
    final MemoryTable snapshots = new MemoryTable();
    final Map<MemoryTable.Originator, OriginatorKey> keys = new HashMap<>();
    final Map<MemoryTable.Originator, MemoryTransaction> keyLocks = new HashMap<>();
    final Map<MemoryTrackingKey, Tracking> tracking = new HashMap<>();
    final Map<MemoryTrackingKey, MemoryTransaction> trackingLocks = new HashMap<>();
    final Map<MemoryTrackingKey, String> failures = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

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
            tracking.putAll(transaction.locked);
            transaction.failures.forEach(this::recordFailure);
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

    private void recordFailure(MemoryTrackingKey key, Optional<String> error) {
        error.ifPresentOrElse(text -> failures.put(key, text), () -> failures.remove(key));
    }

    private boolean release(MemoryTransaction transaction) {
        keyLocks.keySet().removeAll(transaction.keys.keySet());
        return trackingLocks.keySet().removeAll(transaction.locked.keySet());
    }
}
