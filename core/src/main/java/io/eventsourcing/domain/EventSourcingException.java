package io.eventsourcing.domain;

import org.jspecify.annotations.Nullable;

/** The root of every exception that this library throws for a reason other than a programming error. */
public class EventSourcingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EventSourcingException(String message) {
        super(message);
    }

    public EventSourcingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
