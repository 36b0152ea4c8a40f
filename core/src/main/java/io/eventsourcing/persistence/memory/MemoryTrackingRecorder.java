package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.SegmentsException;
import io.eventsourcing.persistence.ThreadTransactions;
import io.eventsourcing.persistence.TrackedFollower;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.TrackingConflictException;
import io.eventsourcing.persistence.TrackingRecorder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Followers' positions in memory. */
final class MemoryTrackingRecorder implements TrackingRecorder {
    private static final Comparator<MemoryTrackingKey> ORDER = Comparator.comparing(MemoryTrackingKey::applicationName)
            .thenComparing(MemoryTrackingKey::leaderName)
            .thenComparing(MemoryTrackingKey::segment);

    private final MemoryDatabase database;
    private final ThreadTransactions<MemoryTransaction> transactions;

    MemoryTrackingRecorder(MemoryDatabase database, ThreadTransactions<MemoryTransaction> transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public Optional<Tracking> lock(String applicationName, String leaderName, Segment segment) {
        MemoryTransaction transaction = transaction();
        MemoryTrackingKey key = new MemoryTrackingKey(applicationName, leaderName, segment.number());
        return database.locked(() -> {
            if (!locks(transaction, key)) {
                return Optional.empty();
            }
            MemoryTrackingKey first = new MemoryTrackingKey(applicationName, leaderName, 0);
            Optional<MemoryTracking> anchor = row(first);
            anchor.ifPresent(row -> refuseOtherSegments(key, row.segments(), segment.count()));
            if (anchor.isEmpty() && !begins(applicationName, leaderName, segment.count())) {
                return Optional.empty();
            }
            transaction.tracking.put(key, row(key));
            return row(key).map(MemoryTracking::tracking);
        });
    }

    /** Begins all the segments, unless another transaction does. */
    private boolean begins(String applicationName, String leaderName, int segments) {
        for (int number = 0; number < segments; number++) {
            MemoryTrackingKey key = new MemoryTrackingKey(applicationName, leaderName, number);
            if (!locks(transaction(), key)) {
                return false;
            }
            MemoryTracking begun = MemoryTracking.begin(key, segments, 0, Tracking.State.RUNNING);
            transaction().tracking.put(key, Optional.of(begun));
        }
        return true;
    }

    private static void refuseOtherSegments(MemoryTrackingKey key, int stored, int asked) {
        if (stored != asked) {
            throw new SegmentsException(key.applicationName(), key.leaderName(), stored, asked);
        }
    }

    private boolean locks(MemoryTransaction transaction, MemoryTrackingKey key) {
        MemoryTransaction holder = database.trackingLocks.putIfAbsent(key, transaction);
        return holder == null || holder == transaction;
    }

    @Override
    public void move(Tracking read, long position) {
        if (position <= read.position()) {
            throw new IllegalArgumentException(
                    "Position %d does not ascend from %d".formatted(position, read.position()));
        }
        MemoryTransaction transaction = transaction();
        MemoryTrackingKey key = MemoryTrackingKey.of(read);
        database.locked(() -> {
            MemoryTracking row = row(key).filter(found -> database.trackingLocks.get(key) == transaction)
                    .filter(found -> found.tracking().position() == read.position())
                    .orElseThrow(() -> new TrackingConflictException(read, position));
            return transaction.tracking.put(key, Optional.of(row.movedTo(position)));
        });
    }

    @Override
    public void rememberEvent(Tracking tracking, String eventId) {
        transaction();
        database.locked(() -> change(MemoryTrackingKey.of(tracking), row -> row.at(eventId)));
    }

    @Override
    public void replayUntil(Tracking tracking, long position) {
        transaction();
        database.locked(() -> change(MemoryTrackingKey.of(tracking), row -> row.replayUntil(position)));
    }

    @Override
    public Optional<String> rememberedEvent(String applicationName, String leaderName, int segment) {
        return row(new MemoryTrackingKey(applicationName, leaderName, segment)).map(MemoryTracking::eventId);
    }

    @Override
    public List<Tracking> select(String applicationName, String leaderName) {
        return rows(applicationName, leaderName).map(MemoryTracking::tracking).toList();
    }

    @Override
    public List<TrackedFollower> followers() {
        return visible().map(row -> row.follower("memory")).toList();
    }

    @Override
    public void recordFailure(String applicationName, String leaderName, Segment segment, @Nullable String error) {
        MemoryTrackingKey key = new MemoryTrackingKey(applicationName, leaderName, segment.number());
        transactions.required(() -> database.locked(() -> lock(applicationName, leaderName, segment)
                .map(locked -> change(key, row -> row.failed(error)))
                .orElseThrow(() -> busy(key))));
    }

    @Override
    public Optional<String> failure(String applicationName, String leaderName, int segment) {
        return rows(applicationName, leaderName)
                .filter(row -> row.tracking().segment() == segment)
                .flatMap(row -> Stream.ofNullable(row.error()))
                .findFirst();
    }

    @Override
    public void pause(String applicationName, String leaderName, int segments, boolean paused) {
        transactions.required(() -> database.locked(() -> {
            MemoryTrackingKey first = new MemoryTrackingKey(applicationName, leaderName, 0);
            if (row(first).isEmpty() && !begins(applicationName, leaderName, segments)) {
                throw busy(first);
            }
            rows(applicationName, leaderName)
                    .map(row -> MemoryTrackingKey.of(row.tracking()))
                    .forEach(key -> change(key, row -> row.paused(paused)));
            return true;
        }));
    }

    @Override
    public void replaceSegments(String applicationName, String leaderName, int segments, long position) {
        MemoryTransaction transaction = transaction();
        database.locked(() -> {
            List<MemoryTracking> old = rows(applicationName, leaderName).toList();
            old.forEach(row -> transaction.tracking.put(MemoryTrackingKey.of(row.tracking()), Optional.empty()));
            Tracking.State state = old.isEmpty()
                    ? Tracking.State.RUNNING
                    : old.getFirst().tracking().state();
            for (int number = 0; number < segments; number++) {
                MemoryTrackingKey key = new MemoryTrackingKey(applicationName, leaderName, number);
                transaction.tracking.put(key, Optional.of(MemoryTracking.begin(key, segments, position, state)));
            }
            return true;
        });
    }

    /** Changes a row that no other transaction holds. */
    private boolean change(MemoryTrackingKey key, UnaryOperator<MemoryTracking> change) {
        if (!locks(transaction(), key)) {
            throw busy(key);
        }
        transaction().tracking.put(key, row(key).map(change));
        return true;
    }

    private static OperationalException busy(MemoryTrackingKey key) {
        return new OperationalException(
                "Follower '%s' of leader '%s' (segment %d) is just processing: try again"
                        .formatted(key.applicationName(), key.leaderName(), key.segment()),
                null);
    }

    private Optional<MemoryTracking> row(MemoryTrackingKey key) {
        return transactions
                .current()
                .map(transaction -> transaction.tracking.get(key))
                .orElseGet(() -> Optional.ofNullable(database.tracking.get(key)));
    }

    private Stream<MemoryTracking> rows(String applicationName, String leaderName) {
        return visible()
                .filter(row -> row.tracking().applicationName().equals(applicationName)
                        && row.tracking().leaderName().equals(leaderName));
    }

    private Stream<MemoryTracking> visible() {
        return database.locked(() -> {
            Map<MemoryTrackingKey, MemoryTracking> visible = new HashMap<>(database.tracking);
            transactions.current().ifPresent(transaction -> MemoryDatabase.apply(transaction.tracking, visible));
            return visible.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(ORDER))
                    .map(Map.Entry::getValue)
                    .toList()
                    .stream();
        });
    }

    private MemoryTransaction transaction() {
        return transactions
                .current()
                .orElseThrow(() -> new IllegalStateException("Tracking is locked and moved within a transaction"));
    }
}
