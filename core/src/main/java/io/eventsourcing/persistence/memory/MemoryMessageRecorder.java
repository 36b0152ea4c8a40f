package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.MessageRecorder;
import io.eventsourcing.persistence.StoredMessage;
import io.eventsourcing.persistence.ThreadTransactions;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Scheduled messages in memory. */
final class MemoryMessageRecorder implements MessageRecorder {
    private static final Comparator<StoredMessage> ORDER = Comparator.comparing(StoredMessage::nextAt)
            .thenComparing(message -> message.event().originatorId());

    private final MemoryDatabase database;
    private final ThreadTransactions<MemoryTransaction> transactions;

    MemoryMessageRecorder(MemoryDatabase database, ThreadTransactions<MemoryTransaction> transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public void put(StoredMessage message) {
        MemoryTable.Originator key = new MemoryTable.Originator(
                message.event().applicationName(), message.event().originatorId());
        change(transaction -> transaction.messages.put(key, Optional.of(message)));
    }

    @Override
    public Optional<StoredMessage> firstDue(String applicationName, Instant at) {
        return of(applicationName)
                .filter(message -> !message.nextAt().isAfter(at))
                .min(ORDER);
    }

    @Override
    public boolean remove(String applicationName, UUID id) {
        MemoryTable.Originator key = new MemoryTable.Originator(applicationName, id);
        return change(transaction -> {
            boolean there = visible().containsKey(key);
            transaction.messages.put(key, Optional.empty());
            return there;
        });
    }

    @Override
    public long count(String applicationName) {
        return of(applicationName).count();
    }

    private Stream<StoredMessage> of(String applicationName) {
        return database.locked(this::visible).values().stream()
                .filter(message -> message.event().applicationName().equals(applicationName));
    }

    private Map<MemoryTable.Originator, StoredMessage> visible() {
        Map<MemoryTable.Originator, StoredMessage> visible = new HashMap<>(database.messages);
        transactions.current().ifPresent(transaction -> MemoryDatabase.apply(transaction.messages, visible));
        return visible;
    }

    private <T> T change(Function<MemoryTransaction, T> change) {
        return transactions.required(
                () -> database.locked(() -> change.apply(transactions.current().orElseThrow())));
    }
}
