package io.eventsourcing.persistence;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The key of one originator's states, as it is stored.
 *
 * @param originatorId the originator
 * @param wrapped the key, itself encrypted; null once the originator is forgotten. Not copied, and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record OriginatorKey(UUID originatorId, byte @Nullable [] wrapped) {
    public OriginatorKey {
        Objects.requireNonNull(originatorId, "originatorId");
    }

    /** What is kept of an originator whose key was destroyed. */
    public static OriginatorKey ofForgotten(UUID originatorId) {
        return new OriginatorKey(originatorId, null);
    }

    /** Whether the key was destroyed. */
    public boolean forgotten() {
        return wrapped == null;
    }

    /** The originator, and whether it is forgotten; never the key. */
    @Override
    public String toString() {
        return "OriginatorKey[%s%s]".formatted(originatorId, forgotten() ? " forgotten" : "");
    }
}
