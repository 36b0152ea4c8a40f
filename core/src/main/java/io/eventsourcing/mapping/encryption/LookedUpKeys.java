package io.eventsourcing.mapping.encryption;

import io.eventsourcing.domain.Forgotten;
import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.ForgottenException;
import io.eventsourcing.mapping.StateAddress;
import io.eventsourcing.persistence.OriginatorKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys of some originators, looked up for one piece of work; those of others are looked up when they are met. */
final class LookedUpKeys implements Cipher {
    private final OriginatorKeyCipher cipher;
    private final String applicationName;
    private final Set<UUID> originatorIds;
    private final Map<UUID, OriginatorKey> stored;
    private final Map<UUID, byte[]> keys = new HashMap<>();

    LookedUpKeys(
            OriginatorKeyCipher cipher,
            String applicationName,
            Set<UUID> originatorIds,
            Map<UUID, OriginatorKey> stored) {
        this.cipher = cipher;
        this.applicationName = applicationName;
        this.originatorIds = originatorIds;
        this.stored = stored;
    }

    @Override
    public byte[] encrypt(byte[] plain, StateAddress address) {
        if (address.topic().equals(Forgotten.TOPIC)) {
            return cipher.ringCipher().encrypt(plain, address);
        }
        if (isOther(address)) {
            return cipher.encrypt(plain, address);
        }
        byte[] key = key(address);
        if (key == null) {
            key = cipher.newKey(applicationName, address.originatorId());
            keys.put(address.originatorId(), key);
        }
        return Envelope.seal(Envelope.Kind.ORIGINATOR, "", key, address, plain).bytes();
    }

    @Override
    public byte[] decrypt(byte[] state, StateAddress address) {
        if (!OriginatorKeyCipher.isOfOriginator(state)) {
            return cipher.ringCipher().decrypt(state, address);
        }
        if (isOther(address)) {
            return cipher.decrypt(state, address);
        }
        byte[] key = key(address);
        if (key == null) {
            throw new CipherException("there is no key of its originator", null);
        }
        return Envelope.read(state).open(key, address);
    }

    @Override
    public boolean isCurrent(byte[] state, StateAddress address) {
        return cipher.isCurrent(state, address);
    }

    private boolean isOther(StateAddress address) {
        return !address.applicationName().equals(applicationName) || !originatorIds.contains(address.originatorId());
    }

    private byte @Nullable [] key(StateAddress address) {
        UUID id = address.originatorId();
        OriginatorKey found = stored.get(id);
        if (found == null) {
            return keys.get(id);
        }
        byte[] wrapped = found.wrapped();
        if (wrapped == null) {
            throw new ForgottenException(applicationName, id);
        }
        return keys.computeIfAbsent(id, unknown -> cipher.unwrap(applicationName, id, wrapped));
    }
}
