package io.eventsourcing.persistence;

import org.jspecify.annotations.Nullable;

/**
 * What was to be written contradicts what is stored, and nothing of it was written. Retryable, unless a subclass says
 * otherwise: load again, decide again, save again.
 */
public class IntegrityException extends PersistenceException {
    private static final long serialVersionUID = 1L;

    public IntegrityException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
