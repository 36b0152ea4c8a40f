package io.eventsourcing.domain;

import java.util.UUID;

/** An event was applied to an aggregate out of turn: the stored events have a hole or are out of order. */
public class OriginatorVersionException extends EventSourcingException {
    private static final long serialVersionUID = 1L;

    OriginatorVersionException(UUID originatorId, long expected, long actual) {
        super("Event of originator %s has version %d where version %d is due"
                .formatted(originatorId, actual, expected));
    }
}
