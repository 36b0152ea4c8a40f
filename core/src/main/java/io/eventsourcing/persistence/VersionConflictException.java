package io.eventsourcing.persistence;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Another transaction has already stored an event of the same originator at the same version. */
public class VersionConflictException extends IntegrityException {
    private static final long serialVersionUID = 1L;

    private final UUID originatorId;
    private final long originatorVersion;

    public VersionConflictException(
            String applicationName, UUID originatorId, long originatorVersion, @Nullable Throwable cause) {
        super(
                "Version %d of originator %s in application '%s' is already stored: load it again and retry"
                        .formatted(originatorVersion, originatorId, applicationName),
                cause);
        this.originatorId = originatorId;
        this.originatorVersion = originatorVersion;
    }

    /** The originator that was changed by someone else. */
    public UUID originatorId() {
        return originatorId;
    }

    /** The version that is taken. */
    public long originatorVersion() {
        return originatorVersion;
    }
}
