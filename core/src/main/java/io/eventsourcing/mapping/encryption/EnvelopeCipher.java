package io.eventsourcing.mapping.encryption;

import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.StateAddress;
import java.util.Objects;

/**
 * States encrypted by AES-256-GCM with the current key of a ring, whose id is stored with them; so keys can be changed while
 * earlier states stay readable. A state is bound to its row: moved to another application, aggregate, version or topic it is
 * refused, as is a damaged one. Topics, ids and metadata are not encrypted. Immutable and thread-safe.
 */
public final class EnvelopeCipher implements Cipher {
    private final KeyRing keys;
    private final boolean readingPlain;

    /** With the keys of a ring; every state must have been encrypted with one of them. */
    public EnvelopeCipher(KeyRing keys) {
        this(keys, false);
    }

    private EnvelopeCipher(KeyRing keys, boolean readingPlain) {
        this.keys = Objects.requireNonNull(keys, "keys");
        this.readingPlain = readingPlain;
    }

    /**
     * The same, for tables with states from before they were encrypted. Whoever can write to the tables can then also put
     * plain states there; so encrypt the earlier ones, and go back to a cipher without this.
     */
    public EnvelopeCipher readingPlain() {
        return new EnvelopeCipher(keys, true);
    }

    @Override
    public byte[] encrypt(byte[] plain, StateAddress address) {
        return Envelope.seal(Envelope.Kind.RING, keys.currentId(), key(keys.currentId()), address, plain)
                .bytes();
    }

    @Override
    public byte[] decrypt(byte[] state, StateAddress address) {
        if (readingPlain && !Envelope.is(state)) {
            return state;
        }
        Envelope envelope = Envelope.read(state);
        if (envelope.kind() != Envelope.Kind.RING) {
            throw new CipherException(
                    "its state was encrypted with a key of its originator, which takes an OriginatorKeyCipher", null);
        }
        return envelope.open(key(envelope.keyId()), address);
    }

    @Override
    public boolean isCurrent(byte[] state, StateAddress address) {
        return Envelope.is(state) && Envelope.read(state).keyId().equals(keys.currentId());
    }

    private byte[] key(String id) {
        return keys.key(id)
                .orElseThrow(() -> new CipherException(
                        "its state was encrypted with the key '%s', which is not in the %s".formatted(id, keys), null));
    }
}
