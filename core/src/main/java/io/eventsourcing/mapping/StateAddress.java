package io.eventsourcing.mapping;

import io.eventsourcing.persistence.StoredEvent;
import java.util.UUID;

/**
 * The row that a state belongs in.
 *
 * @param applicationName the application that saved it
 * @param originatorId the aggregate
 * @param originatorVersion the aggregate's version
 * @param topic the topic that it is stored under
 */
public record StateAddress(String applicationName, UUID originatorId, long originatorVersion, String topic) {
    /** The address of a row. */
    public static StateAddress of(StoredEvent row) {
        return new StateAddress(row.applicationName(), row.originatorId(), row.originatorVersion(), row.topic());
    }
}
