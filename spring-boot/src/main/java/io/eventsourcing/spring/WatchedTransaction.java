package io.eventsourcing.spring;

import io.eventsourcing.persistence.TransactionParticipant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** One transaction of Spring's and those who take part in it. Bound to the thread while it is the innermost one. */
final class WatchedTransaction implements TransactionSynchronization {
    private final TransactionWatch watch;
    private final boolean ofOurDataSource;
    private final boolean readOnly;
    private final Map<Object, TransactionParticipant> participants = new LinkedHashMap<>();
    private final Map<Object, Object> beginnings = new HashMap<>();
    private final Map<Object, Map<Object, Object>> savepoints = new HashMap<>();
    private boolean committing;

    WatchedTransaction(TransactionWatch watch, boolean ofOurDataSource, boolean readOnly) {
        this.watch = watch;
        this.ofOurDataSource = ofOurDataSource;
        this.readOnly = readOnly;
    }

    void bind() {
        TransactionSynchronizationManager.bindResource(watch, this);
        TransactionSynchronizationManager.registerSynchronization(this);
    }

    boolean ofOurDataSource() {
        return ofOurDataSource;
    }

    <P extends TransactionParticipant> P enlist(Object key, Supplier<P> newParticipant) {
        if (readOnly) {
            throw new IllegalStateException("Events cannot be saved in a read-only transaction");
        }
        if (committing) {
            throw new IllegalStateException(
                    "The transaction is being committed, so events saved now would be lost: save them in a transaction of their own (REQUIRES_NEW)");
        }
        @SuppressWarnings("unchecked")
        P participant = (P) participants.computeIfAbsent(key, k -> newParticipant.get());
        beginnings.computeIfAbsent(key, k -> participant.mark());
        return participant;
    }

    Optional<TransactionParticipant> participant(Object key) {
        return Optional.ofNullable(participants.get(key));
    }

    void commitBegins() {
        boolean again = !participants.isEmpty();
        while (again) {
            EntityManagers.flush();
            again = false;
            for (TransactionParticipant participant : List.copyOf(participants.values())) {
                again |= participant.beforeCommit();
            }
        }
        committing = true;
    }

    @Override
    public void savepoint(Object savepoint) {
        Map<Object, Object> marks = new HashMap<>();
        participants.forEach((key, participant) -> marks.put(key, participant.mark()));
        savepoints.put(savepoint, marks);
    }

    @Override
    public void savepointRollback(Object savepoint) {
        Map<Object, Object> marks = savepoints.getOrDefault(savepoint, Map.of());
        participants.forEach((key, participant) -> {
            Object mark = marks.containsKey(key) ? marks.get(key) : beginnings.get(key);
            participant.rollbackTo(Objects.requireNonNull(mark));
        });
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(watch);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(watch, this);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(watch);
        participants.values().forEach(participant -> participant.afterCompletion(status == STATUS_COMMITTED));
    }
}
