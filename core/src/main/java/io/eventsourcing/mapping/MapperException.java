package io.eventsourcing.mapping;

import io.eventsourcing.persistence.DataException;
import io.eventsourcing.persistence.StoredEvent;
import org.jspecify.annotations.Nullable;

/** An event could not be turned into bytes or back. */
public class MapperException extends DataException {
    private static final long serialVersionUID = 1L;

    public MapperException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** This exception with the row in its message; subclasses give one of their own kind. */
    protected MapperException in(StoredEvent row) {
        return new MapperException(messageIn(row), this);
    }

    /** What {@link #in} says. */
    protected final String messageIn(StoredEvent row) {
        return "%s cannot be read: %s".formatted(row, getMessage());
    }
}
