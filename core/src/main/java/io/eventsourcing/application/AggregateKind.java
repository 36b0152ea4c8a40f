package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.mapping.ForgottenException;
import io.eventsourcing.mapping.MapperException;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.StoredEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One kind of aggregate that an application has a repository of: for tools, which know aggregates by their ids only. It also
 * loads those that have ended. Made by {@link Application#kinds()}. Thread-safe.
 */
public final class AggregateKind {
    private static final int PAGE = 500;

    private final OriginatorType<?> type;
    private final String topic;
    private final AggregateReader<?> reader;
    private final SnapshotStore<?> snapshots;

    AggregateKind(OriginatorType<?> type, String topic, AggregateReader<?> reader, SnapshotStore<?> snapshots) {
        this.type = type;
        this.topic = topic;
        this.reader = reader;
        this.snapshots = snapshots;
    }

    /** The class of the aggregate, or of the decider. */
    public Class<?> type() {
        return type.type();
    }

    /** The topic under which the kind is stored. */
    public String topic() {
        return topic;
    }

    /** Whether snapshots can be taken of it. */
    public boolean hasSnapshots() {
        return type.snapshotType().isPresent();
    }

    /**
     * An aggregate as it was at a version, or as of its last event if that is lower; empty if it has no events up to it.
     *
     * @throws AggregateTypeException if the id belongs to another kind of aggregate
     * @throws io.eventsourcing.mapping.ForgottenException if it was forgotten
     */
    public Optional<? extends Aggregate<?>> load(UUID id, long version) {
        return reader.load(id, version).map(LoadedAggregate::aggregate);
    }

    /** An aggregate as it was at a time, as {@link Repository#getAt} has it; empty if it had not begun. */
    public Optional<? extends Aggregate<?>> loadAt(UUID id, Instant time) {
        return reader.loadAt(id, time);
    }

    /** The ids of the aggregates of this kind, as {@link Repository#ids}. */
    public OriginatorPage ids(long after, int limit) {
        return reader.ids(after, limit);
    }

    /**
     * Takes a snapshot of an aggregate as it is now, unless there is one of its version.
     *
     * @throws AggregateNotFoundException if it has no events, or has ended
     * @throws IllegalStateException if the kind has no snapshots
     */
    public void takeSnapshot(UUID id) {
        reader.takeSnapshot(id);
    }

    /**
     * Takes snapshots of all aggregates that have changed much since their last one. Those that have ended or were forgotten
     * are passed over. It may be stopped and begun again.
     *
     * @param moreThan how many events an aggregate must at least exceed since its last snapshot; 0 for any change
     * @throws IllegalStateException if the kind has no snapshots, or if they are off
     */
    public void takeSnapshots(long moreThan, SnapshotListener listener) {
        snapshots.requireOn();
        long lookedAt = 0;
        long taken = 0;
        OriginatorPage page = ids(0, PAGE);
        while (!page.ids().isEmpty()) {
            for (UUID id : page.ids()) {
                taken += snapshots.eventsSince(id) > moreThan && taken(id, listener) ? 1 : 0;
                listener.progress(++lookedAt, taken);
            }
            page = ids(page.position(), PAGE);
        }
    }

    private boolean taken(UUID id, SnapshotListener listener) {
        try {
            takeSnapshot(id);
            return true;
        } catch (AggregateEndedException | ForgottenException e) {
            return false;
        } catch (OperationalException e) {
            throw e;
        } catch (RuntimeException e) {
            listener.failed(id, e);
            return false;
        }
    }

    /**
     * Accepts a stored snapshot that this kind can begin with.
     *
     * @throws MapperException if it does not fit, and so is passed over when the aggregate is loaded
     */
    public void requireFit(StoredEvent snapshot) {
        snapshots.requireFit(snapshot);
    }
}
