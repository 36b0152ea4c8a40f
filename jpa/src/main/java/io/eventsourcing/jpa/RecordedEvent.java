package io.eventsourcing.jpa;

import io.eventsourcing.persistence.StoredEvent;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns that stored events and snapshots have in common. */
@MappedSuperclass
@Access(AccessType.FIELD)
@SuppressWarnings("NullAway.Init")
abstract class RecordedEvent {
    @Id
    @Column(name = "id", insertable = false, updatable = false)
    private long id;

    @Column(name = "application_name", nullable = false, insertable = false, updatable = false)
    private String applicationName;

    @Column(name = "originator_id", nullable = false, insertable = false, updatable = false)
    private UUID originatorId;

    @Column(name = "originator_version", nullable = false, insertable = false, updatable = false)
    private long originatorVersion;

    @Column(name = "topic", nullable = false, insertable = false, updatable = false)
    private String topic;

    @Column(name = "state", nullable = false, insertable = false, updatable = false)
    private byte[] state;

    @Column(name = "originator_topic", insertable = false, updatable = false)
    private @Nullable String originatorTopic;

    @Column(name = "metadata", insertable = false, updatable = false)
    private @Nullable String metadata;

    @Column(name = "recorded_at", nullable = false, insertable = false, updatable = false)
    private Instant recordedAt;

    /** For the persistence provider. */
    protected RecordedEvent() {}

    /** The number of the row, which for a stored event is its notification id. */
    public long id() {
        return id;
    }

    /** The application that it belongs to. */
    public String applicationName() {
        return applicationName;
    }

    /** The aggregate that it belongs to. */
    public UUID originatorId() {
        return originatorId;
    }

    /** Its version of the originator. */
    public long originatorVersion() {
        return originatorVersion;
    }

    /** The topic of what the state holds. */
    public String topic() {
        return topic;
    }

    /** The encoded body; a copy. */
    public byte[] state() {
        return state.clone();
    }

    /** The topic of the originator, where it is known. */
    public Optional<String> originatorTopic() {
        return Optional.ofNullable(originatorTopic);
    }

    /** The metadata as JSON, if there is any. */
    public Optional<String> metadata() {
        return Optional.ofNullable(metadata);
    }

    /** When it was recorded. */
    public Instant recordedAt() {
        return recordedAt;
    }

    /** The same as the recorders know it, to be decoded by {@link io.eventsourcing.mapping.EventMapper#toDomain}. */
    public StoredEvent storedEvent() {
        return new StoredEvent(
                applicationName, originatorId, originatorVersion, topic, state, originatorTopic, metadata, recordedAt);
    }
}
