package io.eventsourcing.domain;

/** The event types of an aggregate cannot be found. The message says where, and how to write them down. */
public final class EventTypeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    EventTypeException(String message) {
        super(message);
    }
}
