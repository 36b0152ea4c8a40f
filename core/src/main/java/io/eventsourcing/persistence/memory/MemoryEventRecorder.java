package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.ApplicationRecorder;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.ThreadTransactions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records into one table of the database in memory. */
final class MemoryEventRecorder implements ApplicationRecorder {
    private static final Comparator<StoredEvent> BY_ORIGINATOR =
            Comparator.comparing(StoredEvent::originatorId).thenComparing(StoredEvent::originatorVersion);

    private final MemoryDatabase database;
    private final MemoryTable table;
    private final ThreadTransactions<MemoryTransaction> transactions;

    MemoryEventRecorder(
            MemoryDatabase database, MemoryTable table, ThreadTransactions<MemoryTransaction> transactions) {
        this.database = database;
        this.table = table;
        this.transactions = transactions;
    }

    @Override
    public List<Long> insertEvents(List<StoredEvent> events) {
        return transactions.required(() -> database.locked(() -> {
            MemoryTransaction transaction = transactions.current().orElseThrow();
            if (table == database.events) {
                database.writers.awaitTurn(transaction);
            }
            return table.insert(transaction, events);
        }));
    }

    @Override
    public List<StoredEvent> selectEvents(String applicationName, UUID originatorId, EventQuery query) {
        if (query.after() >= query.upTo()) {
            return List.of();
        }
        MemoryTable.Originator originator = new MemoryTable.Originator(applicationName, originatorId);
        return database.locked(() -> {
            NavigableMap<Long, StoredEvent> visible = new TreeMap<>(table.committed.of(originator));
            own().ifPresent(rows -> visible.putAll(rows.of(originator)));
            NavigableMap<Long, StoredEvent> range = visible.subMap(query.after(), false, query.upTo(), true);
            return (query.descending() ? range.descendingMap() : range)
                    .values().stream().limit(query.limit()).toList();
        });
    }

    @Override
    public List<Notification> selectNotifications(String applicationName, NotificationQuery query) {
        if (query.after() >= query.upTo()) {
            return List.of();
        }
        return database.locked(() -> {
            NavigableMap<Long, StoredEvent> range =
                    table.committed.byId.subMap(query.after(), false, query.upTo(), true);
            if (own().isPresent()) {
                range = new TreeMap<>(range);
                range.putAll(own().get().byId.subMap(query.after(), false, query.upTo(), true));
            }
            return range.entrySet().stream()
                    .filter(row -> row.getValue().applicationName().equals(applicationName))
                    .filter(row -> query.topics().isEmpty()
                            || query.topics().contains(row.getValue().topic()))
                    .limit(query.limit())
                    .map(MemoryTable::notification)
                    .toList();
        });
    }

    @Override
    public List<Notification> selectFirstEvents(String applicationName, String originatorTopic, long after, int limit) {
        return selectNotifications(applicationName, NotificationQuery.after(after, Integer.MAX_VALUE)).stream()
                .filter(notification ->
                        originatorTopic.equals(notification.event().originatorTopic()))
                .limit(limit)
                .toList();
    }

    @Override
    public OptionalLong maxNotificationId(String applicationName) {
        return database.locked(() -> table.committed.byId.descendingMap().entrySet().stream()
                .filter(row -> row.getValue().applicationName().equals(applicationName))
                .mapToLong(row -> row.getKey())
                .findFirst());
    }

    @Override
    public List<Notification> selectRows(String applicationName, long after, int limit) {
        return selectNotifications(applicationName, NotificationQuery.after(after, limit));
    }

    @Override
    public List<Notification> selectByOriginator(String applicationName, @Nullable StoredEvent after, int limit) {
        return selectRows(applicationName, 0, Integer.MAX_VALUE).stream()
                .sorted(Comparator.comparing(Notification::event, BY_ORIGINATOR))
                .dropWhile(row -> after != null && BY_ORIGINATOR.compare(row.event(), after) <= 0)
                .limit(limit)
                .toList();
    }

    @Override
    public boolean replaceState(StoredEvent stored, byte[] state) {
        return transactions.required(() -> database.locked(() -> {
            Optional<Long> id = table.committed.byId.entrySet().stream()
                    .filter(row -> row.getValue().equals(stored))
                    .map(Map.Entry::getKey)
                    .findFirst();
            id.ifPresent(found -> transactions
                    .current()
                    .orElseThrow()
                    .replaced
                    .computeIfAbsent(table, replacing -> new HashMap<>())
                    .put(found, stored.withState(stored.topic(), state)));
            return id.isPresent();
        }));
    }

    private Optional<MemoryTable.Rows> own() {
        return transactions.current().map(transaction -> transaction.inserted.get(table));
    }
}
