package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.persistence.ParkingRecorder;
import io.eventsourcing.persistence.ThreadTransactions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parked notifications in memory. */
final class MemoryParkingRecorder implements ParkingRecorder {
    private final MemoryDatabase database;
    private final ThreadTransactions<MemoryTransaction> transactions;

    MemoryParkingRecorder(MemoryDatabase database, ThreadTransactions<MemoryTransaction> transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public void park(List<ParkedNotification> parked) {
        change(own -> parked.forEach(row -> own.put(MemoryParkingKey.of(row), Optional.of(row))));
    }

    @Override
    public void update(ParkedNotification parked) {
        change(own -> {
            if (visible().containsKey(MemoryParkingKey.of(parked))) {
                own.put(MemoryParkingKey.of(parked), Optional.of(parked));
            }
        });
    }

    @Override
    public boolean remove(ParkedNotification parked) {
        return transactions.required(() -> database.locked(() -> {
            MemoryParkingKey key = MemoryParkingKey.of(parked);
            boolean there = visible().containsKey(key);
            transactions.current().orElseThrow().parked.put(key, Optional.empty());
            return there;
        }));
    }

    @Override
    public List<ParkedNotification> select(String applicationName, String leaderName, long after, int limit) {
        return of(applicationName, leaderName)
                .filter(row -> row.notificationId() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<ParkedNotification> first(String applicationName, String leaderName, UUID originatorId) {
        return of(applicationName, leaderName)
                .filter(row -> row.originatorId().equals(originatorId))
                .findFirst();
    }

    @Override
    public Set<UUID> originators(String applicationName, String leaderName) {
        return of(applicationName, leaderName)
                .map(ParkedNotification::originatorId)
                .collect(Collectors.toSet());
    }

    @Override
    public long count(String applicationName, String leaderName) {
        return of(applicationName, leaderName).count();
    }

    private Stream<ParkedNotification> of(String applicationName, String leaderName) {
        return database.locked(this::visible).values().stream()
                .filter(row -> row.applicationName().equals(applicationName)
                        && row.leaderName().equals(leaderName))
                .sorted(Comparator.comparingLong(ParkedNotification::notificationId));
    }

    private Map<MemoryParkingKey, ParkedNotification> visible() {
        Map<MemoryParkingKey, ParkedNotification> visible = new HashMap<>(database.parked);
        transactions.current().ifPresent(transaction -> MemoryDatabase.apply(transaction.parked, visible));
        return visible;
    }

    private void change(Consumer<Map<MemoryParkingKey, Optional<ParkedNotification>>> change) {
        transactions.required(() -> database.locked(() -> {
            change.accept(transactions.current().orElseThrow().parked);
            return true;
        }));
    }
}
