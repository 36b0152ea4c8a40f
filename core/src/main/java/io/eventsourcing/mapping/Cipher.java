package io.eventsourcing.mapping;

import java.util.Collection;
import java.util.UUID;

/** Keeps states secret, after they are encoded and compressed. Implementations are thread-safe. */
public interface Cipher {
    /**
     * The bytes to be stored instead of these.
     *
     * @param address the row that they are stored in, which a cipher may bind them to
     */
    byte[] encrypt(byte[] plain, StateAddress address);

    /**
     * The bytes that were encrypted.
     *
     * @param address the row that they were read from
     * @throws MapperException if they are damaged, were written in another row, or if the key is another
     * @throws ForgottenException if their key was destroyed
     */
    byte[] decrypt(byte[] encrypted, StateAddress address);

    /**
     * This cipher, made ready for one piece of work on some originators: one that looks up keys then looks up all of theirs at
     * once. To be used by one thread, within one transaction if one is active.
     */
    default Cipher forOriginators(String applicationName, Collection<UUID> originatorIds) {
        return this;
    }

    /**
     * Whether a stored state is as this cipher would encrypt it today; if not, encrypting it anew is of use.
     *
     * @param address the row that it is stored in
     */
    default boolean isCurrent(byte[] state, StateAddress address) {
        return true;
    }

    /** Leaves states as they are. */
    static Cipher none() {
        return NoCipher.NONE;
    }
}
