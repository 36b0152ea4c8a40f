package io.eventsourcing.application;

import java.util.UUID;

/**
 * The aggregate has ended with a {@link io.eventsourcing.domain.FinalEvent}. Its id cannot be used again; its earlier versions
 * and its history can still be read.
 */
public class AggregateEndedException extends AggregateNotFoundException {
    private static final long serialVersionUID = 1L;

    private final long originatorVersion;

    AggregateEndedException(String applicationName, Class<?> type, UUID originatorId, long originatorVersion) {
        super(
                "%s %s in application '%s' has ended at version %d: its id cannot be used again, but earlier versions and its history can be read"
                        .formatted(type.getSimpleName(), originatorId, applicationName, originatorVersion),
                originatorId);
        this.originatorVersion = originatorVersion;
    }

    /** The version of the final event. */
    public long originatorVersion() {
        return originatorVersion;
    }
}
