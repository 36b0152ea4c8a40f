package io.eventsourcing.mapping.encryption;

import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.StateAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

/**
 * States as the Python library's AES cipher writes them: nonce, tag, encrypted bytes, without a key id and bound to no row.
 * For tables that both languages share; {@link EnvelopeCipher} does more. Thread-safe.
 */
public final class PythonAesCipher implements Cipher {
    private static final byte[] NOTHING = {};

    private final byte[] key;

    /**
     * With a key as Python's setting {@code CIPHER_KEY} has it.
     *
     * @param base64Key 16, 24 or 32 bytes in base64
     * @throws IllegalArgumentException if it is not base64, or of another size
     */
    public PythonAesCipher(String base64Key) {
        key = Base64.getDecoder().decode(base64Key);
        if (key.length != 16 && key.length != 24 && key.length != 32) {
            throw new IllegalArgumentException("A key has 16, 24 or 32 bytes, not " + key.length);
        }
    }

    @Override
    public byte[] encrypt(byte[] plain, StateAddress address) {
        byte[] nonce = AesGcm.randomBytes(AesGcm.NONCE);
        byte[] encrypted = AesGcm.encrypt(key, nonce, NOTHING, plain);
        return ByteBuffer.allocate(nonce.length + encrypted.length)
                .put(nonce)
                .put(encrypted, encrypted.length - AesGcm.TAG, AesGcm.TAG)
                .put(encrypted, 0, encrypted.length - AesGcm.TAG)
                .array();
    }

    @Override
    public byte[] decrypt(byte[] stored, StateAddress address) {
        int head = AesGcm.NONCE + AesGcm.TAG;
        if (stored.length < head) {
            throw new CipherException(
                    "its state of %d bytes is too short for a nonce and a tag".formatted(stored.length), null);
        }
        byte[] encrypted = ByteBuffer.allocate(stored.length - AesGcm.NONCE)
                .put(stored, head, stored.length - head)
                .put(stored, AesGcm.NONCE, AesGcm.TAG)
                .array();
        try {
            return AesGcm.decrypt(key, Arrays.copyOf(stored, AesGcm.NONCE), NOTHING, encrypted);
        } catch (GeneralSecurityException e) {
            throw new CipherException("its state is damaged, or was encrypted with another key", e);
        }
    }
}
