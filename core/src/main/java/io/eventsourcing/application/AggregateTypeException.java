package io.eventsourcing.application;

import io.eventsourcing.domain.EventSourcingException;
import java.util.UUID;

/** An id was asked of the repository of another kind of aggregate. */
public class AggregateTypeException extends EventSourcingException {
    private static final long serialVersionUID = 1L;

    AggregateTypeException(String applicationName, UUID originatorId, String expected, String stored) {
        super("Originator %s in application '%s' is not a %s but a %s"
                .formatted(originatorId, applicationName, expected, stored));
    }
}
