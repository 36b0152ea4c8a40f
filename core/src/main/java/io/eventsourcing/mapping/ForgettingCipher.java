package io.eventsourcing.mapping;

import java.time.Instant;
import java.util.UUID;

/** A cipher with a key for each originator, which can be destroyed. Implementations are thread-safe. */
public interface ForgettingCipher extends Cipher {
    /**
     * Destroys the key of an originator, within the active transaction if there is one. What was encrypted with it can never
     * be read again, and nothing more can be encrypted for that originator, but for {@link io.eventsourcing.domain.Forgotten}.
     */
    void forget(String applicationName, UUID originatorId, Instant at);

    /**
     * Encrypts the stored keys of an application's originators with the current key.
     *
     * @return how many were encrypted with an earlier one
     */
    long renewKeys(String applicationName);
}
