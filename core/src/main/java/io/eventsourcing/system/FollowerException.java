package io.eventsourcing.system;

import io.eventsourcing.domain.EventSourcingException;

/** A follower has not come as far as it was waited for: it stopped, or it was too slow. */
public class FollowerException extends EventSourcingException {
    private static final long serialVersionUID = 1L;

    FollowerException(String message) {
        super(message);
    }
}
