package io.eventsourcing.domain;

import java.util.List;
import java.util.UUID;

/**
 * The events of one aggregate that are not saved yet.
 *
 * @param originatorId the aggregate's id
 * @param firstVersion the version of the first of them
 * @param initialVersion the version of the aggregate's first event ever
 * @param bodies the users' events, oldest first
 */
public record PendingEvents(UUID originatorId, long firstVersion, long initialVersion, List<?> bodies) {
    public PendingEvents {
        bodies = List.copyOf(bodies);
    }
}
