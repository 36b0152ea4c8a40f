package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.domain.PendingEvents;
import io.eventsourcing.mapping.ForgottenException;
import io.eventsourcing.mapping.MapperException;
import io.eventsourcing.mapping.Snapshot;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.VersionConflictException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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

    /** What writes a snapshot of an aggregate as it is now, with events to be saved at a time, if one is due. */
    @SuppressWarnings("unchecked")
    Optional<Runnable> due(Aggregate<?> aggregate, Instant savedAt) {
        PendingEvents pending = OriginatorType.pending(aggregate);
        try {
            return rule != null
                            && eventSourcing.options(applicationName).snapshots()
                            && !pending.bodies().isEmpty()
                            && !OriginatorType.ended(aggregate)
                            && rule.due((A) aggregate, pending.firstVersion() - 1)
                    ? snapshot(aggregate, savedAt).map(snapshot -> () -> writeOrReport(snapshot))
                    : Optional.empty();
        } catch (RuntimeException e) {
            log.warn("No snapshot of {} {} could be taken", type.type().getName(), aggregate.id(), e);
            return Optional.empty();
        }
    }

    /** @throws IllegalStateException if no snapshots can be taken */
    void requireOn() {
        if (!eventSourcing.options(applicationName).snapshots()) {
            throw new IllegalStateException("Snapshots are off for application '%s'".formatted(applicationName));
        }
        if (type.snapshotType().isEmpty()) {
            throw none();
        }
    }

    private IllegalStateException none() {
        return new IllegalStateException("%s has no snapshots: let it implement Snapshots<State>"
                .formatted(type.type().getName()));
    }

    /** How many events an aggregate has had since its last snapshot. */
    long eventsSince(UUID id) {
        List<StoredEvent> last = eventSourcing.store().get(applicationName, id, EventQuery.last());
        List<StoredEvent> snapshot = select(id, Long.MAX_VALUE);
        return (last.isEmpty() ? 0 : last.getFirst().originatorVersion())
                - (snapshot.isEmpty() ? 0 : snapshot.getFirst().originatorVersion());
    }

    /** Writes a snapshot of a loaded aggregate unless there is one of that version. */
    void take(A aggregate) {
        requireOn();
        StoredEvent snapshot =
                snapshot(aggregate, aggregate.modifiedOn().orElseThrow()).orElseThrow(this::none);
        List<StoredEvent> newest = select(aggregate.id(), aggregate.version());
        if (newest.isEmpty() || newest.getFirst().originatorVersion() < aggregate.version()) {
            write(snapshot);
        }
    }

    /** A snapshot of an aggregate as it is now. */
    Optional<StoredEvent> snapshot(Aggregate<?> aggregate, Instant modifiedOn) {
        return type.snapshot(aggregate)
                .map(state -> new Snapshot(
                        aggregate.id(),
                        aggregate.version(),
                        eventSourcing.topics().topicOf(type.type()),
                        eventSourcing.clock().instant().truncatedTo(ChronoUnit.MICROS),
                        new Snapshot.Times(aggregate.createdOn().orElse(modifiedOn), modifiedOn),
                        state))
                .map(snapshot -> eventSourcing.mapper().toStored(applicationName, snapshot));
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

    private Optional<Class<?>> stateType() {
        return eventSourcing.options(applicationName).snapshots() ? type.snapshotType() : Optional.empty();
    }

    /** The aggregate as of its newest snapshot that is not above a version. */
    Optional<A> restore(UUID id, long upTo) {
        return stateType()
                .flatMap(stateType -> select(id, upTo).stream().findFirst().flatMap(row -> restore(row, stateType)));
    }

    /** The aggregate as of a snapshot, empty if that does not fit any more. */
    Optional<A> restore(StoredEvent snapshot) {
        return type.snapshotType().flatMap(stateType -> restore(snapshot, stateType));
    }

    private Optional<A> restore(StoredEvent row, Class<?> stateType) {
        try {
            return Optional.of(restored(row, stateType));
        } catch (ForgottenException e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn(
                    "The snapshot {} does not fit {} any more and is ignored",
                    row,
                    type.type().getName(),
                    e);
            return Optional.empty();
        }
    }

    private A restored(StoredEvent row, Class<?> stateType) {
        Snapshot snapshot = eventSourcing.mapper().toSnapshot(row, stateType);
        String topic = eventSourcing.topics().topicOf(type.type());
        if (!eventSourcing.mapper().currentTopic(snapshot.originatorTopic()).equals(topic)) {
            throw new MapperException("It is one of '%s'".formatted(snapshot.originatorTopic()), null);
        }
        A aggregate = type.begin(row.originatorId());
        OriginatorType.restore(
                aggregate,
                snapshot.state(),
                row.originatorVersion(),
                snapshot.times().createdOn(),
                snapshot.times().modifiedOn());
        return aggregate;
    }

    /** @throws MapperException if an aggregate cannot begin with a snapshot */
    void requireFit(StoredEvent row) {
        Class<?> stateType = type.snapshotType()
                .orElseThrow(() -> new MapperException(
                        "%s has no snapshots any more".formatted(type.type().getName()), null));
        try {
            restored(row, stateType);
        } catch (EventSourcingException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new MapperException(
                    "%s cannot begin with it: %s".formatted(type.type().getName(), e), e);
        }
    }
}
