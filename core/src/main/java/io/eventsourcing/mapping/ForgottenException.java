package io.eventsourcing.mapping;

import io.eventsourcing.persistence.StoredEvent;
import java.util.UUID;

/** An originator was forgotten: the key of its events and snapshots is destroyed, and nobody can read them any more. */
public class ForgottenException extends MapperException {
    private static final long serialVersionUID = 1L;

    private final UUID originatorId;

    public ForgottenException(String applicationName, UUID originatorId) {
        super(
                "Originator %s of application '%s' was forgotten: the key of its events is destroyed"
                        .formatted(originatorId, applicationName),
                null);
        this.originatorId = originatorId;
    }

    /** The originator that was forgotten. */
    public UUID originatorId() {
        return originatorId;
    }

    @Override
    protected MapperException in(StoredEvent row) {
        return this;
    }
}
