package io.eventsourcing.persistence;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

/** The database, or what was read from it, refused. The subclasses are the cases in which a caller acts differently. */
public class PersistenceException extends EventSourcingException {
    private static final long serialVersionUID = 1L;

    public PersistenceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the same work, begun again from its reads, may well succeed. */
    public boolean retryable() {
        return false;
    }
}
