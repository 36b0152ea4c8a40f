package io.eventsourcing.persistence;

import org.jspecify.annotations.Nullable;

/**
 * The database could not do its work now: connection lost, deadlock, time-out, no space. Whether the work was done is
 * not always known, so begin again from a fresh read.
 */
public class OperationalException extends PersistenceException {
    private static final long serialVersionUID = 1L;

    public OperationalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
