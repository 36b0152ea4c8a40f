package io.eventsourcing.domain;

import java.util.UUID;

/** An event of one originator was applied to the aggregate of another. */
public class OriginatorIdException extends EventSourcingException {
    private static final long serialVersionUID = 1L;

    OriginatorIdException(UUID aggregateId, UUID originatorId) {
        super("Event of originator %s cannot be applied to aggregate %s".formatted(originatorId, aggregateId));
    }
}
