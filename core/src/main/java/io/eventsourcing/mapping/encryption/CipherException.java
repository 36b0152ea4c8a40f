package io.eventsourcing.mapping.encryption;

import io.eventsourcing.mapping.MapperException;
import io.eventsourcing.persistence.StoredEvent;
import org.jspecify.annotations.Nullable;

/** A state could not be decrypted: it is damaged, was written in another row, or its key is another or not known. */
public class CipherException extends MapperException {
    private static final long serialVersionUID = 1L;

    public CipherException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    protected CipherException in(StoredEvent row) {
        return new CipherException(messageIn(row), this);
    }
}
