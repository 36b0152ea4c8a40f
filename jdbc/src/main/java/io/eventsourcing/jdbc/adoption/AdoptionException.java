package io.eventsourcing.jdbc.adoption;

import io.eventsourcing.persistence.PersistenceException;
import org.jspecify.annotations.Nullable;

/** A database cannot be adopted, or an adoption ended at a broken row since it was to. What was committed before stays. */
public final class AdoptionException extends PersistenceException {
    private static final long serialVersionUID = 1L;

    AdoptionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
