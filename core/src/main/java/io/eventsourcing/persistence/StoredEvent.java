package io.eventsourcing.persistence;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A domain event, or a snapshot, as it is stored.
 *
 * @param applicationName the application that saved it
 * @param originatorId the aggregate
 * @param originatorVersion the aggregate's version
 * @param topic the stable name of the event type
 * @param state the encoded body; not copied, and not to be changed
 * @param originatorTopic the stable name of the aggregate's type with its first event, otherwise null
 * @param metadata a JSON object of text values, or null if there is none
 * @param recordedAt when it was saved, microseconds at most
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredEvent(
        String applicationName,
        UUID originatorId,
        long originatorVersion,
        String topic,
        byte[] state,
        @Nullable String originatorTopic,
        @Nullable String metadata,
        Instant recordedAt) {
    public StoredEvent {
        Objects.requireNonNull(applicationName, "applicationName");
        Objects.requireNonNull(originatorId, "originatorId");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(recordedAt, "recordedAt");
    }

    /** The same row with another topic and state. */
    public StoredEvent withState(String newTopic, byte[] newState) {
        return new StoredEvent(
                applicationName,
                originatorId,
                originatorVersion,
                newTopic,
                newState,
                originatorTopic,
                metadata,
                recordedAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredEvent that
                && applicationName.equals(that.applicationName)
                && originatorId.equals(that.originatorId)
                && originatorVersion == that.originatorVersion
                && topic.equals(that.topic)
                && Arrays.equals(state, that.state)
                && Objects.equals(originatorTopic, that.originatorTopic)
                && Objects.equals(metadata, that.metadata)
                && recordedAt.equals(that.recordedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(applicationName, originatorId, originatorVersion);
    }

    /** Says which event this is, without its state, which may be confidential. */
    @Override
    public String toString() {
        return "StoredEvent[%s %s v%d %s, %d bytes]"
                .formatted(applicationName, originatorId, originatorVersion, topic, state.length);
    }
}
