package io.eventsourcing.transfer;

import io.eventsourcing.domain.EventSourcingException;
import org.jspecify.annotations.Nullable;

/** What is to be imported is not an export, or cannot be imported here. Whole batches before it are imported. */
public class ImportException extends EventSourcingException {
    private static final long serialVersionUID = 1L;

    ImportException(long line, String message, @Nullable Throwable cause) {
        super("Line %d: %s".formatted(line, message), cause);
    }
}
