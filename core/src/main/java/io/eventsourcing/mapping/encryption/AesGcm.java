package io.eventsourcing.mapping.encryption;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES in Galois counter mode (NIST SP 800-38D) with random nonces of 12 bytes and tags of 16. */
final class AesGcm {
    static final int NONCE = 12;
    static final int TAG = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private AesGcm() {}

    static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** The encrypted bytes, followed by the tag. */
    static byte[] encrypt(byte[] key, byte[] nonce, byte[] associated, byte[] plain) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new CipherException("it cannot be encrypted: " + e.getMessage(), e);
        }
    }

    /**
     * The bytes that were encrypted.
     *
     * @param encrypted followed by the tag
     * @throws GeneralSecurityException if the tag does not fit the key, the nonce, the associated and the encrypted bytes
     */
    static byte[] decrypt(byte[] key, byte[] nonce, byte[] associated, byte[] encrypted)
            throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, key, nonce, associated).doFinal(encrypted);
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
