package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.PersistenceException;

/** The database is of a product, a version or a setting that events cannot be kept in. The message says what would do. */
public final class UnsupportedDatabaseException extends PersistenceException {
    private static final long serialVersionUID = 1L;

    UnsupportedDatabaseException(String message) {
        super(message, null);
    }
}
