package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.VersionConflictException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of one kind of aggregate. They only save time: one that cannot be written or read is reported and done
 * without.
 */
final class SnapshotStore<A extends Aggregate<?>> {
    private static final Logger log = LoggerFactory.getLogger(SnapshotStore.class);

    private final String applicationName;
    private final OriginatorType<A> type;
    private final @Nullable SnapshotRule<? super A> rule;
    private final EventSourcing eventSourcing;

    SnapshotStore(
            String applicationName,
            OriginatorType<A> type,
            @Nullable SnapshotRule<? super A> rule,
            EventSourcing eventSourcing) {
        if (rule != null && type.snapshotType().isEmpty()) {
            throw new IllegalArgumentException(
                    "%s has a snapshot rule but no snapshots: let it implement Snapshots<State>"
                            .formatted(type.type().getName()));
        }
        this.applicationName = applicationName;
        this.type = type;
        this.rule = rule;
        this.eventSourcing = eventSourcing;
    }

    /** What writes a snapshot of an aggregate as it is now, if one is due. */
    @SuppressWarnings("unchecked")
    Optional<Runnable> due(Aggregate<?> aggregate, long savedVersion) {
        try {
            return rule != null && rule.due((A) aggregate, savedVersion)
                    ? snapshot(aggregate).map(snapshot -> () -> writeOrReport(snapshot))
                    : Optional.empty();
        } catch (RuntimeException e) {
            log.warn("No snapshot of {} {} could be taken", type.type().getName(), aggregate.id(), e);
            return Optional.empty();
        }
    }

    /** Writes a snapshot of an aggregate unless there is one of that version. */
    void take(A aggregate) {
        StoredEvent snapshot = snapshot(aggregate)
                .orElseThrow(() -> new IllegalStateException("%s has no snapshots: let it implement Snapshots<State>"
                        .formatted(type.type().getName())));
        List<StoredEvent> newest = select(aggregate.id(), aggregate.version());
        if (newest.isEmpty() || newest.getFirst().originatorVersion() < aggregate.version()) {
            write(snapshot);
        }
    }

    /** A snapshot of an aggregate as it is now. */
    Optional<StoredEvent> snapshot(Aggregate<?> aggregate) {
        return type.snapshot(aggregate)
                .map(state -> new StoredEvent(
                        applicationName,
                        aggregate.id(),
                        aggregate.version(),
                        eventSourcing.topics().topicOf(state.getClass()),
                        eventSourcing.mapper().encode(state),
                        eventSourcing.topics().topicOf(type.type()),
                        null,
                        eventSourcing.clock().instant().truncatedTo(ChronoUnit.MICROS)));
    }

    private void writeOrReport(StoredEvent snapshot) {
        try {
            write(snapshot);
        } catch (RuntimeException e) {
            log.warn("The snapshot {} could not be written", snapshot, e);
        }
    }

    private void write(StoredEvent snapshot) {
        try {
            eventSourcing.persistence().snapshotRecorder().insertEvents(List.of(snapshot));
        } catch (VersionConflictException e) {
            log.debug("There is such a snapshot already: {}", snapshot);
        }
    }

    private List<StoredEvent> select(UUID id, long upTo) {
        return eventSourcing
                .persistence()
                .snapshotRecorder()
                .selectEvents(applicationName, id, EventQuery.last().upTo(upTo));
    }

    /** The aggregate as of its newest snapshot that is not above a version. */
    Optional<A> restore(UUID id, long upTo) {
        if (type.snapshotType().isEmpty()) {
            return Optional.empty();
        }
        List<StoredEvent> newest = select(id, upTo);
        return newest.isEmpty() ? Optional.empty() : restore(newest.getFirst());
    }

    /** The aggregate as of a snapshot, empty if that does not fit any more. */
    Optional<A> restore(StoredEvent snapshot) {
        String stored = Objects.requireNonNull(snapshot.originatorTopic());
        if (!eventSourcing
                .mapper()
                .currentTopic(stored)
                .equals(eventSourcing.topics().topicOf(type.type()))) {
            return Optional.empty();
        }
        try {
            Object state = eventSourcing.mapper().decode(snapshot);
            return Optional.of(type.restore(snapshot.originatorId(), snapshot.originatorVersion(), state));
        } catch (RuntimeException e) {
            log.warn(
                    "The snapshot {} does not fit {} any more and is ignored",
                    snapshot,
                    type.type().getName(),
                    e);
            return Optional.empty();
        }
    }
}
