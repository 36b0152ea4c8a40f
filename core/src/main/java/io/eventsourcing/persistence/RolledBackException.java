package io.eventsourcing.persistence;

import org.jspecify.annotations.Nullable;

/**
 * The database has rolled the transaction back in favour of another one: a deadlock, or a serialization failure. Nothing of
 * it was done, so it is safe to begin again at once.
 */
public class RolledBackException extends OperationalException {
    private static final long serialVersionUID = 1L;

    public RolledBackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
