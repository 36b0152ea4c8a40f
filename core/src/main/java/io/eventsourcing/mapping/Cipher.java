package io.eventsourcing.mapping;

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
     */
    byte[] decrypt(byte[] encrypted, StateAddress address);

    /** Whether a stored state is as this cipher would encrypt it today; if not, encrypting it anew is of use. */
    default boolean isCurrent(byte[] state) {
        return true;
    }

    /** Leaves states as they are. */
    static Cipher none() {
        return NoCipher.NONE;
    }
}
