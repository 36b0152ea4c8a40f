package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.IntegrityException;
import io.eventsourcing.persistence.OriginatorKey;
import io.eventsourcing.persistence.OriginatorKeyRecorder;
import io.eventsourcing.persistence.ThreadTransactions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keys of originators in memory. */
final class MemoryOriginatorKeyRecorder implements OriginatorKeyRecorder {
    private final MemoryDatabase database;
    private final ThreadTransactions<MemoryTransaction> transactions;

    MemoryOriginatorKeyRecorder(MemoryDatabase database, ThreadTransactions<MemoryTransaction> transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public Map<UUID, OriginatorKey> select(String applicationName, Collection<UUID> originatorIds) {
        return database.locked(() -> {
            Map<UUID, OriginatorKey> found = visible(applicationName);
            found.keySet().retainAll(originatorIds);
            return found;
        });
    }

    @Override
    public List<OriginatorKey> selectPage(String applicationName, @Nullable UUID after, int limit) {
        return database.locked(() -> visible(applicationName).values().stream()
                .filter(key -> after == null || key.originatorId().compareTo(after) > 0)
                .sorted(Comparator.comparing(OriginatorKey::originatorId))
                .limit(limit)
                .toList());
    }

    private Map<UUID, OriginatorKey> visible(String applicationName) {
        Map<MemoryTable.Originator, OriginatorKey> all = new HashMap<>(database.keys);
        transactions.current().ifPresent(transaction -> all.putAll(transaction.keys));
        Map<UUID, OriginatorKey> own = new HashMap<>();
        all.forEach((originator, key) -> {
            if (originator.applicationName().equals(applicationName)) {
                own.put(originator.id(), key);
            }
        });
        return own;
    }

    @Override
    public void insert(String applicationName, OriginatorKey key) {
        if (!put(applicationName, key, stored -> stored == null)) {
            throw conflict(applicationName, key.originatorId());
        }
    }

    @Override
    public boolean rewrap(String applicationName, OriginatorKey stored, byte[] wrapped) {
        return put(
                applicationName,
                new OriginatorKey(stored.originatorId(), wrapped),
                found -> found != null && !found.forgotten() && Arrays.equals(found.wrapped(), stored.wrapped()));
    }

    @Override
    public void forget(String applicationName, UUID originatorId, Instant at) {
        put(applicationName, OriginatorKey.ofForgotten(originatorId), stored -> true);
    }

    private boolean put(String applicationName, OriginatorKey key, Predicate<@Nullable OriginatorKey> condition) {
        MemoryTable.Originator originator = new MemoryTable.Originator(applicationName, key.originatorId());
        return transactions.required(() -> database.locked(() -> {
            MemoryTransaction transaction = transactions.current().orElseThrow();
            MemoryTransaction writer = database.keyLocks.getOrDefault(originator, transaction);
            if (writer != transaction) {
                throw conflict(applicationName, key.originatorId());
            }
            OriginatorKey stored = transaction.keys.getOrDefault(originator, database.keys.get(originator));
            if (!condition.test(stored)) {
                return false;
            }
            database.keyLocks.put(originator, transaction);
            transaction.keys.put(originator, key);
            return true;
        }));
    }

    private static IntegrityException conflict(String applicationName, UUID originatorId) {
        return new IntegrityException(
                "The key of originator %s in application '%s' is written by another transaction: load it again and retry"
                        .formatted(originatorId, applicationName),
                null);
    }
}
