package io.eventsourcing.mapping;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.persistence.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * What of an event or a snapshot is within its state, and how it is written there. States are plain here: compression
 * and encryption come after it. Implementations are thread-safe.
 */
public interface StateFormat {
    /**
     * The state of an event.
     *
     * @param topic the topic of the body
     * @param originatorTopic the topic of the aggregate's type if this is an aggregate's first event, otherwise null
     * @throws MapperException if the body cannot be encoded
     */
    byte[] encode(DomainEvent<?> event, String topic, @Nullable String originatorTopic);

    /**
     * The event of a row.
     *
     * @param row with its current topic and its plain state
     * @param metadata what the row's metadata says
     * @param type the type of the body
     * @throws MapperException if the state is not of that type
     */
    DomainEvent<Object> decode(StoredEvent row, Metadata metadata, Class<?> type);

    /**
     * The row of a snapshot, with its plain state.
     *
     * @param topic the topic of the snapshot's state
     * @throws MapperException if the state cannot be encoded
     */
    StoredEvent encode(String applicationName, Snapshot snapshot, String topic);

    /**
     * The snapshot of a row.
     *
     * @param row with its current topic and its plain state
     * @param topic the topic of the snapshot's state
     * @param type the type of the snapshot's state
     * @throws MapperException if the row is not such a snapshot
     */
    Snapshot decode(StoredEvent row, String topic, Class<?> type);

    /** States that hold the body and nothing else: the rest has columns of its own. */
    static StateFormat of(Transcoder transcoder) {
        return new BodyFormat(transcoder);
    }
}
