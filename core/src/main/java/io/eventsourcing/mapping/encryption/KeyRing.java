package io.eventsourcing.mapping.encryption;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * AES-256 keys by their ids: the current one, which encrypts, and earlier ones, which only decrypt. Load the keys from a
 * secret store, never from the database that they protect. Immutable and thread-safe.
 */
public final class KeyRing {
    static final int KEY_BYTES = 32;
    private static final String ID = "[!-~]{1,64}";

    private final String currentId;
    private final Map<String, byte[]> keys;

    private KeyRing(String currentId, Map<String, byte[]> keys) {
        this.currentId = currentId;
        this.keys = keys;
    }

    /**
     * A ring with a current key.
     *
     * @param id 1 to 64 printable ASCII characters, which are stored with each state; never used again for another key
     * @param base64Key 32 bytes in base64, as {@link #newKey()} makes them
     * @throws IllegalArgumentException if the id or the key is not of that form
     */
    public static KeyRing of(String id, String base64Key) {
        return new KeyRing(id, Map.of()).with(id, base64Key);
    }

    /**
     * The same ring with an earlier key.
     *
     * @throws IllegalArgumentException if the id is taken, or if the id or the key is not of the form that {@link #of} asks
     */
    public KeyRing andEarlier(String id, String base64Key) {
        return with(id, base64Key);
    }

    private KeyRing with(String id, String base64Key) {
        if (!id.matches(ID)) {
            throw new IllegalArgumentException(
                    "A key's id has 1 to 64 printable ASCII characters without spaces, unlike '%s'".formatted(id));
        }
        byte[] key = Base64.getDecoder().decode(base64Key);
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "The key '%s' has %d bytes instead of %d".formatted(id, key.length, KEY_BYTES));
        }
        Map<String, byte[]> all = new LinkedHashMap<>(keys);
        if (all.putIfAbsent(id, key) != null) {
            throw new IllegalArgumentException("There are two keys of the id '%s'".formatted(id));
        }
        return new KeyRing(currentId, all);
    }

    /** A new random key in base64. */
    public static String newKey() {
        return Base64.getEncoder().encodeToString(AesGcm.randomBytes(KEY_BYTES));
    }

    String currentId() {
        return currentId;
    }

    Optional<byte[]> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** The ids, the current one first; never the keys. */
    @Override
    public String toString() {
        return "KeyRing" + keys.keySet();
    }
}
