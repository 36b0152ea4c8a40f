package io.eventsourcing.spring;

import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.encryption.EnvelopeCipher;
import io.eventsourcing.mapping.encryption.KeyRing;
import io.eventsourcing.mapping.encryption.OriginatorKeyCipher;
import io.eventsourcing.mapping.encryption.PythonAesCipher;
import io.eventsourcing.persistence.OriginatorKeyRecorder;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Makes the cipher that settings ask for, or says which of them cannot be used.
 *
 * @param path what the names of the settings begin with
 * @param settings the settings
 */
record CipherSettings(String path, EncryptionProperties settings) {
    private static final String NEW_KEY = "32 random bytes in base64, as 'openssl rand -base64 32' makes them";

    /** The cipher; one that does nothing if there is no key, or if encryption is switched off. */
    Cipher cipher(OriginatorKeyRecorder recorder) {
        String currentKey = settings.currentKey();
        String pythonKey = settings.pythonKey();
        if (Boolean.FALSE.equals(settings.enabled())) {
            return Cipher.none();
        }
        if (pythonKey != null) {
            refuseBoth(currentKey != null || Boolean.TRUE.equals(settings.perOriginator()));
            return python(pythonKey);
        }
        if (currentKey == null) {
            refuseMissing();
            return Cipher.none();
        }
        KeyRing ring = ring(currentKey);
        boolean readingPlain = Boolean.TRUE.equals(settings.readingPlain());
        if (Boolean.TRUE.equals(settings.perOriginator())) {
            OriginatorKeyCipher cipher = new OriginatorKeyCipher(ring, recorder);
            return readingPlain ? cipher.readingPlain() : cipher;
        }
        EnvelopeCipher cipher = new EnvelopeCipher(ring);
        return readingPlain ? cipher.readingPlain() : cipher;
    }

    private void refuseBoth(boolean both) {
        if (both) {
            throw new InvalidSettingException(
                    path + ".python-key",
                    "is set together with current-key or per-originator",
                    "set either, since states are encrypted once");
        }
    }

    private void refuseMissing() {
        if (Boolean.TRUE.equals(settings.enabled()) || !settings.keys().isEmpty() || settings.perOriginator() != null) {
            throw new InvalidSettingException(
                    path + ".current-key",
                    "is not set, though other settings ask for encryption",
                    "set it to the id of one of the keys in %s.keys, which are %s"
                            .formatted(path, new TreeMap<>(settings.keys()).keySet()));
        }
    }

    private Cipher python(String key) {
        try {
            return new PythonAesCipher(key);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    path + ".python-key", "is no key", "set it to 16, 24 or 32 bytes in base64");
        }
    }

    private KeyRing ring(String currentKey) {
        String current = settings.keys().get(currentKey);
        if (current == null) {
            throw new InvalidSettingException(
                    path + ".current-key",
                    "is '%s', which is none of the keys %s"
                            .formatted(currentKey, new TreeMap<>(settings.keys()).keySet()),
                    "set %s.keys.%s to %s, or name another key".formatted(path, currentKey, NEW_KEY));
        }
        KeyRing ring = checked(currentKey, () -> KeyRing.of(currentKey, current));
        for (Map.Entry<String, String> key : new TreeMap<>(settings.keys()).entrySet()) {
            if (!key.getKey().equals(currentKey)) {
                KeyRing before = ring;
                ring = checked(key.getKey(), () -> before.andEarlier(key.getKey(), key.getValue()));
            }
        }
        return ring;
    }

    private KeyRing checked(String id, Supplier<KeyRing> ring) {
        try {
            return ring.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "%s.keys.%s".formatted(path, id),
                    "is no key, or its id has not 1 to 64 printable characters",
                    "set it to " + NEW_KEY);
        }
    }
}
