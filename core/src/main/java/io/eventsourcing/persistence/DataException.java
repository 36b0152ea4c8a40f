package io.eventsourcing.persistence;

import org.jspecify.annotations.Nullable;

/** Stored data, or data to be stored, does not have the form that it should have. */
public class DataException extends PersistenceException {
    private static final long serialVersionUID = 1L;

    public DataException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
