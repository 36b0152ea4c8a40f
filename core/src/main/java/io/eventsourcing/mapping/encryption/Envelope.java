package io.eventsourcing.mapping.encryption;

import io.eventsourcing.mapping.StateAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * The bytes that an encrypted state is stored as: a mark, the kind of key, the key's id, a nonce, the encrypted bytes with
 * their tag. The tag also covers everything before the nonce, and the address of the row. The mark begins no JSON, no zlib
 * stream and no Zstandard frame.
 */
record Envelope(Kind kind, String keyId, byte[] nonce, byte[] encrypted) {
    private static final byte MARK = (byte) 0xE5;
    private static final byte VERSION = 1;

    enum Kind {
        /** The key is one of a ring. */
        RING,
        /** The key is that of the originator alone. */
        ORIGINATOR
    }

    static boolean is(byte[] state) {
        return state.length > 2 && state[0] == MARK;
    }

    static boolean is(byte[] state, Kind kind) {
        return is(state) && state[1] == VERSION && state[2] == kind.ordinal();
    }

    static Envelope seal(Kind kind, String keyId, byte[] key, StateAddress address, byte[] plain) {
        byte[] nonce = AesGcm.randomBytes(AesGcm.NONCE);
        return new Envelope(kind, keyId, nonce, AesGcm.encrypt(key, nonce, associated(kind, keyId, address), plain));
    }

    byte[] open(byte[] key, StateAddress address) {
        try {
            return AesGcm.decrypt(key, nonce, associated(kind, keyId, address), encrypted);
        } catch (GeneralSecurityException e) {
            throw new CipherException(
                    "its state is damaged, belongs in another row, or the key %s is another one"
                            .formatted(kind == Kind.RING ? "'" + keyId + "'" : "of its originator"),
                    e);
        }
    }

    private static byte[] head(Kind kind, String keyId) {
        byte[] id = keyId.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(4 + id.length)
                .put(MARK)
                .put(VERSION)
                .put((byte) kind.ordinal())
                .put((byte) id.length)
                .put(id)
                .array();
    }

    private static byte[] associated(Kind kind, String keyId, StateAddress address) {
        byte[] head = head(kind, keyId);
        byte[] application = address.applicationName().getBytes(StandardCharsets.UTF_8);
        byte[] topic = address.topic().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + 4 + application.length + 24 + topic.length)
                .put(head)
                .putInt(application.length)
                .put(application)
                .putLong(address.originatorId().getMostSignificantBits())
                .putLong(address.originatorId().getLeastSignificantBits())
                .putLong(address.originatorVersion())
                .put(topic)
                .array();
    }

    byte[] bytes() {
        byte[] head = head(kind, keyId);
        return ByteBuffer.allocate(head.length + nonce.length + encrypted.length)
                .put(head)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    static Envelope read(byte[] state) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(state);
            if (bytes.get() != MARK || bytes.get() != VERSION) {
                throw new CipherException("its state is not encrypted, or in a form that is not known here", null);
            }
            int kind = bytes.get();
            byte[] id = new byte[bytes.get() & 0xFF];
            byte[] nonce = new byte[AesGcm.NONCE];
            bytes.get(id).get(nonce);
            if (kind < 0 || kind >= Kind.values().length || bytes.remaining() < AesGcm.TAG) {
                throw new CipherException("its encrypted state is damaged", null);
            }
            byte[] encrypted = Arrays.copyOfRange(state, bytes.position(), state.length);
            return new Envelope(Kind.values()[kind], new String(id, StandardCharsets.US_ASCII), nonce, encrypted);
        } catch (BufferUnderflowException e) {
            throw new CipherException("its encrypted state is cut off", e);
        }
    }
}
