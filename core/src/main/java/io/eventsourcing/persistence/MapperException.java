package io.eventsourcing.persistence;

import org.jspecify.annotations.Nullable;

/** An event could not be turned into bytes or back. */
public class MapperException extends DataException {
    private static final long serialVersionUID = 1L;

    public MapperException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
