package io.eventsourcing.spring;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How states are encrypted.
 *
 * @param enabled whether they are; not set, they are if there is a current key. For an application that is to be without
 * @param currentKey the id of the key that encrypts. Not set for no encryption
 * @param keys the keys by their ids, each 32 bytes in base64: the current one, and earlier ones that only decrypt
 * @param perOriginator whether each aggregate has a key of its own, so that it can be forgotten; false if not set
 * @param readingPlain whether states from before they were encrypted are read too; false if not set
 * @param pythonKey instead of the others, the key of the Python library's cipher: 16, 24 or 32 bytes in base64
 */
public record EncryptionProperties(
        @Nullable Boolean enabled,
        @Nullable String currentKey,
        @DefaultValue Map<String, String> keys,
        @Nullable Boolean perOriginator,
        @Nullable Boolean readingPlain,
        @Nullable String pythonKey) {
    /** These where they are set, and otherwise general ones, with the keys of both. */
    EncryptionProperties over(EncryptionProperties general) {
        Map<String, String> both = new HashMap<>(general.keys);
        both.putAll(keys);
        return new EncryptionProperties(
                enabled != null ? enabled : general.enabled,
                currentKey != null || pythonKey != null ? currentKey : general.currentKey,
                both,
                perOriginator != null ? perOriginator : general.perOriginator,
                readingPlain != null ? readingPlain : general.readingPlain,
                currentKey != null || pythonKey != null ? pythonKey : general.pythonKey);
    }

    boolean isSet() {
        return enabled != null
                || currentKey != null
                || !keys.isEmpty()
                || perOriginator != null
                || readingPlain != null
                || pythonKey != null;
    }

    /** Everything but the keys themselves. */
    @Override
    public String toString() {
        return "EncryptionProperties[enabled=%s, currentKey=%s, keys=%s, perOriginator=%s, readingPlain=%s, pythonKey=%s]"
                .formatted(
                        enabled,
                        currentKey,
                        new TreeSet<>(keys.keySet()),
                        perOriginator,
                        readingPlain,
                        pythonKey == null ? null : "…");
    }
}
