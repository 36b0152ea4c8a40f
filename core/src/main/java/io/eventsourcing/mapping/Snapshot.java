package io.eventsourcing.mapping;

import java.time.Instant;
import java.util.UUID;

/**
 * What an aggregate was at one of its versions.
 *
 * @param originatorId the aggregate
 * @param originatorVersion its version
 * @param originatorTopic the topic of its type
 * @param takenAt when the snapshot was taken
 * @param times when the aggregate's first event, and the one of this version, were recorded
 * @param state the aggregate's own account of itself
 */
public record Snapshot(
        UUID originatorId, long originatorVersion, String originatorTopic, Instant takenAt, Times times, Object state) {
    /**
     * When an aggregate was changed.
     *
     * @param createdOn when its first event was recorded
     * @param modifiedOn when its last event was recorded
     */
    public record Times(Instant createdOn, Instant modifiedOn) {}
}
