package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.ThreadTransactions;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.TrackingConflictException;
import io.eventsourcing.persistence.TrackingRecorder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Followers' positions in memory. */
final class MemoryTrackingRecorder implements TrackingRecorder {
    private final MemoryDatabase database;
    private final ThreadTransactions<MemoryTransaction> transactions;

    MemoryTrackingRecorder(MemoryDatabase database, ThreadTransactions<MemoryTransaction> transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public Optional<Tracking> lock(String applicationName, String leaderName, int segment) {
        MemoryTransaction transaction = transaction();
        MemoryTrackingKey key = new MemoryTrackingKey(applicationName, leaderName, segment);
        return database.locked(() -> {
            MemoryTransaction holder = database.trackingLocks.putIfAbsent(key, transaction);
            if (holder != null && holder != transaction) {
                return Optional.empty();
            }
            return Optional.of(transaction.locked.computeIfAbsent(
                    key,
                    k -> database.tracking.getOrDefault(k, new Tracking(applicationName, leaderName, segment, 0))));
        });
    }

    @Override
    public void move(Tracking read, long position) {
        if (position <= read.position()) {
            throw new IllegalArgumentException(
                    "Position %d does not ascend from %d".formatted(position, read.position()));
        }
        MemoryTransaction transaction = transaction();
        Tracking moved = new Tracking(read.applicationName(), read.leaderName(), read.segment(), position);
        boolean done = database.locked(() -> transaction.locked.replace(MemoryTrackingKey.of(read), read, moved));
        if (!done) {
            throw new TrackingConflictException(read, position);
        }
    }

    @Override
    public List<Tracking> select(String applicationName, String leaderName) {
        return database.locked(() -> {
            Map<MemoryTrackingKey, Tracking> visible = new HashMap<>(database.tracking);
            transactions.current().ifPresent(transaction -> visible.putAll(transaction.locked));
            return visible.values().stream()
                    .filter(tracking -> tracking.applicationName().equals(applicationName)
                            && tracking.leaderName().equals(leaderName))
                    .sorted(Comparator.comparingInt(Tracking::segment))
                    .toList();
        });
    }

    @Override
    public void recordFailure(String applicationName, String leaderName, int segment, @Nullable String error) {
        MemoryTrackingKey key = new MemoryTrackingKey(applicationName, leaderName, segment);
        transactions.required(() -> database.locked(() -> transaction().failures.put(key, Optional.ofNullable(error))));
    }

    @Override
    public Optional<String> failure(String applicationName, String leaderName, int segment) {
        MemoryTrackingKey key = new MemoryTrackingKey(applicationName, leaderName, segment);
        return database.locked(() -> transactions
                .current()
                .map(transaction -> transaction.failures.get(key))
                .orElseGet(() -> Optional.ofNullable(database.failures.get(key))));
    }

    private MemoryTransaction transaction() {
        return transactions
                .current()
                .orElseThrow(() -> new IllegalStateException("Tracking is locked and moved within a transaction"));
    }
}
