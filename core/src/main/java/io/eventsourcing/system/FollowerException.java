package io.eventsourcing.system;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

/** A follower has not done what it was asked for: it stopped, it is paused, or it was too slow. */
public class FollowerException extends EventSourcingException {
    private static final long serialVersionUID = 1L;

    FollowerException(String message) {
        super(message);
    }

    FollowerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
