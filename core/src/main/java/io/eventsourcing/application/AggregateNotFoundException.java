package io.eventsourcing.application;

import io.eventsourcing.domain.EventSourcingException;
import java.util.UUID;

/** No event of that originator is stored in the application, or the last one is final. */
public class AggregateNotFoundException extends EventSourcingException {
    private static final long serialVersionUID = 1L;

    private final UUID originatorId;

    AggregateNotFoundException(String applicationName, Class<?> type, UUID originatorId) {
        this(
                "%s %s not found in application '%s'".formatted(type.getSimpleName(), originatorId, applicationName),
                originatorId);
    }

    AggregateNotFoundException(String message, UUID originatorId) {
        super(message);
        this.originatorId = originatorId;
    }

    /** The id that was asked for. */
    public UUID originatorId() {
        return originatorId;
    }
}
