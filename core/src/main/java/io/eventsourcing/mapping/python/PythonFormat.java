package io.eventsourcing.mapping.python;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.mapping.MapperException;
import io.eventsourcing.mapping.Snapshot;
import io.eventsourcing.mapping.StateFormat;
import io.eventsourcing.persistence.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * States as the Python library eventsourcing 9 writes them: the time within an event's state, the topic of the aggregate
 * within its first event's, the class version within both where it is more than 1, snapshots under a topic of Python's own.
 * So an application can be moved from one language to the other event by event, and followers of either read the other's
 * events. Give event types and aggregates the topics that Python stores, as in {@code @Topic("kennel.domain:Visit.Noted")}.
 * The names of record components are written in snake case. Immutable and thread-safe.
 *
 * <p>The time within the state is the event's; {@code recorded_at} of its row is not looked at.
 */
public final class PythonFormat implements StateFormat {
    static final String SNAPSHOT_TOPIC = "eventsourcing.domain:Snapshot";
    static final String TIMESTAMP = "timestamp";
    static final String ORIGINATOR_TOPIC = "originator_topic";
    static final String TOPIC = "topic";
    private static final String STATE = "state";
    private static final String CREATED_ON = "_created_on";
    private static final String MODIFIED_ON = "_modified_on";

    private final PythonObjects objects;
    private final ClassVersions versions;

    private PythonFormat(Builder builder) {
        this.objects = new PythonObjects(builder.transcodings);
        this.versions = builder.versions;
    }

    /** A format without transcodings and class versions of one's own. */
    public static PythonFormat create() {
        return builder().build();
    }

    /** A format to be made to fit a Python application. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public byte[] encode(DomainEvent<?> event, String topic, @Nullable String originatorTopic) {
        ObjectBytes state = objects.begin().put(TIMESTAMP, event.recordedAt());
        if (originatorTopic != null) {
            state.put(ORIGINATOR_TOPIC, originatorTopic);
        }
        return withVersion(state.putAll(event.body()), topic).end();
    }

    @Override
    public DomainEvent<Object> decode(StoredEvent row, Metadata metadata, Class<?> type) {
        ObjectNode state = objects.read(row.state());
        Instant timestamp = objects.removeTime(state, TIMESTAMP);
        state.remove(ORIGINATOR_TOPIC);
        Object body = objects.bind(upcast(row.topic(), state), type);
        return new DomainEvent<>(row.originatorId(), row.originatorVersion(), timestamp, metadata, body);
    }

    @Override
    public StoredEvent encode(String applicationName, Snapshot snapshot, String topic) {
        ObjectBytes attributes = objects.begin()
                .put(CREATED_ON, snapshot.times().createdOn())
                .put(MODIFIED_ON, snapshot.times().modifiedOn())
                .putAll(snapshot.state());
        byte[] state = objects.begin()
                .put(TIMESTAMP, snapshot.takenAt())
                .put(TOPIC, snapshot.originatorTopic())
                .put(STATE, withVersion(attributes, snapshot.originatorTopic()))
                .end();
        return new StoredEvent(
                applicationName,
                snapshot.originatorId(),
                snapshot.originatorVersion(),
                SNAPSHOT_TOPIC,
                state,
                snapshot.originatorTopic(),
                null,
                snapshot.takenAt());
    }

    @Override
    public Snapshot decode(StoredEvent row, String topic, Class<?> type) {
        ObjectNode snapshot = objects.read(row.state());
        if (!(snapshot.get(STATE) instanceof ObjectNode state)
                || !snapshot.path(TOPIC).isString()) {
            throw new MapperException("it is no snapshot of Python's: 'topic' or 'state' is missing", null);
        }
        String originatorTopic = snapshot.path(TOPIC).stringValue();
        Snapshot.Times times =
                new Snapshot.Times(objects.removeTime(state, CREATED_ON), objects.removeTime(state, MODIFIED_ON));
        return new Snapshot(
                row.originatorId(),
                row.originatorVersion(),
                originatorTopic,
                objects.removeTime(snapshot, TIMESTAMP),
                times,
                objects.bind(upcast(originatorTopic, state), type));
    }

    private ObjectBytes withVersion(ObjectBytes state, String topic) {
        int version = versions.current(topic);
        return version > 1 ? state.put(ClassVersions.CLASS_VERSION, version) : state;
    }

    private ObjectNode upcast(String topic, ObjectNode state) {
        try {
            return versions.upcast(topic, state);
        } catch (RuntimeException e) {
            throw new MapperException("'%s': %s".formatted(topic, e.getMessage()), e);
        }
    }

    /** What a Python application registers besides what is built in. */
    public static final class Builder {
        private final List<Transcoding<?>> transcodings = new ArrayList<>();
        private final ClassVersions versions = new ClassVersions();

        private Builder() {}

        /** Transcodings for value types. */
        public Builder transcodings(Transcoding<?>... own) {
            transcodings.addAll(List.of(own));
            return this;
        }

        /**
         * The step from one class version of an event, or of an aggregate's snapshots, to the next; the steps of one topic
         * are given in their order. What is written has the class version after the last step.
         *
         * @param topic the topic of the event, or of the aggregate
         * @param change changes the state, in which values are typed as they are stored, or makes another one
         * @throws IllegalArgumentException if the version is not the next one
         */
        public Builder upcaster(String topic, int fromVersion, UnaryOperator<ObjectNode> change) {
            versions.add(topic, fromVersion, Objects.requireNonNull(change, "change"));
            return this;
        }

        /**
         * The format.
         *
         * @throws IllegalArgumentException if two transcodings have the same name
         */
        public PythonFormat build() {
            return new PythonFormat(this);
        }
    }
}
