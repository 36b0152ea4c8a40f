package io.eventsourcing.mapping.encryption;

import io.eventsourcing.domain.Forgotten;
import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.ForgettingCipher;
import io.eventsourcing.mapping.StateAddress;
import io.eventsourcing.persistence.OriginatorKey;
import io.eventsourcing.persistence.OriginatorKeyRecorder;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * States encrypted by AES-256-GCM with a key of their originator's own, so that forgetting a person is destroying a key. The
 * keys are stored beside the events, encrypted with the current key of a ring: changing that one rewrites keys, not events.
 * States are bound to their rows as by {@link EnvelopeCipher}, whose states it reads too. Thread-safe.
 *
 * <p>Keys are not kept in memory: a load, a save, or a page of a follower looks them up with one query, and forgetting takes
 * effect at once on every node. A backup still has the keys that it was made with.
 */
public final class OriginatorKeyCipher implements ForgettingCipher {
    private static final String KEY_TOPIC = "io.eventsourcing.originator-key";
    private static final int PAGE = 500;

    private final KeyRing ring;
    private final EnvelopeCipher ringCipher;
    private final OriginatorKeyRecorder recorder;

    /**
     * With a ring that encrypts the keys.
     *
     * @param recorder where the keys are, in the database that has the events
     */
    public OriginatorKeyCipher(KeyRing ring, OriginatorKeyRecorder recorder) {
        this(ring, new EnvelopeCipher(ring), recorder);
    }

    private OriginatorKeyCipher(KeyRing ring, EnvelopeCipher ringCipher, OriginatorKeyRecorder recorder) {
        this.ring = ring;
        this.ringCipher = ringCipher;
        this.recorder = Objects.requireNonNull(recorder, "recorder");
    }

    /** The same, for tables with states from before they were encrypted; as {@link EnvelopeCipher#readingPlain()}. */
    public OriginatorKeyCipher readingPlain() {
        return new OriginatorKeyCipher(ring, ringCipher.readingPlain(), recorder);
    }

    @Override
    public byte[] encrypt(byte[] plain, StateAddress address) {
        return ready(address).encrypt(plain, address);
    }

    @Override
    public byte[] decrypt(byte[] state, StateAddress address) {
        return isOfOriginator(state) ? ready(address).decrypt(state, address) : ringCipher.decrypt(state, address);
    }

    private Cipher ready(StateAddress address) {
        return forOriginators(address.applicationName(), Set.of(address.originatorId()));
    }

    @Override
    public Cipher forOriginators(String applicationName, Collection<UUID> originatorIds) {
        Set<UUID> ids = Set.copyOf(originatorIds);
        return new LookedUpKeys(this, applicationName, ids, recorder.select(applicationName, ids));
    }

    @Override
    public boolean isCurrent(byte[] state, StateAddress address) {
        return address.topic().equals(Forgotten.TOPIC) ? ringCipher.isCurrent(state, address) : isOfOriginator(state);
    }

    static boolean isOfOriginator(byte[] state) {
        return Envelope.is(state, Envelope.Kind.ORIGINATOR);
    }

    @Override
    public void forget(String applicationName, UUID originatorId, Instant at) {
        recorder.forget(applicationName, originatorId, at);
    }

    @Override
    public long renewKeys(String applicationName) {
        long renewed = 0;
        List<OriginatorKey> page = recorder.selectPage(applicationName, null, PAGE);
        while (!page.isEmpty()) {
            for (OriginatorKey key : page) {
                renewed += renew(applicationName, key) ? 1 : 0;
            }
            page = recorder.selectPage(applicationName, page.getLast().originatorId(), PAGE);
        }
        return renewed;
    }

    private boolean renew(String applicationName, OriginatorKey key) {
        StateAddress address = addressOf(applicationName, key.originatorId());
        byte[] wrapped = key.wrapped();
        return wrapped != null
                && !ringCipher.isCurrent(wrapped, address)
                && recorder.rewrap(
                        applicationName, key, ringCipher.encrypt(ringCipher.decrypt(wrapped, address), address));
    }

    Cipher ringCipher() {
        return ringCipher;
    }

    byte[] unwrap(String applicationName, UUID originatorId, byte[] wrapped) {
        return new EnvelopeCipher(ring).decrypt(wrapped, addressOf(applicationName, originatorId));
    }

    /** A new key of an originator, which is stored. */
    byte[] newKey(String applicationName, UUID originatorId) {
        byte[] key = AesGcm.randomBytes(KeyRing.KEY_BYTES);
        byte[] wrapped = ringCipher.encrypt(key, addressOf(applicationName, originatorId));
        recorder.insert(applicationName, new OriginatorKey(originatorId, wrapped));
        return key;
    }

    private static StateAddress addressOf(String applicationName, UUID originatorId) {
        return new StateAddress(applicationName, originatorId, 0, KEY_TOPIC);
    }
}
