package io.eventsourcing.mapping;

import io.eventsourcing.persistence.StoredEvent;
import java.util.Objects;

/**
 * The steps between an event and the bytes that are stored: format, compressor, cipher, in this order.
 *
 * @param format what is written
 * @param compressor makes it smaller
 * @param cipher keeps it secret
 */
public record StateChain(StateFormat format, Compressor compressor, Cipher cipher) {
    public StateChain {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(compressor, "compressor");
        Objects.requireNonNull(cipher, "cipher");
    }

    /** Bodies as a transcoder writes them, neither compressed nor encrypted. */
    public static StateChain of(Transcoder transcoder) {
        return new StateChain(StateFormat.of(transcoder), Compressor.none(), Cipher.none());
    }

    StoredEvent close(StoredEvent plain) {
        byte[] compressed = compressor.compress(plain.state());
        return plain.withState(plain.topic(), cipher.encrypt(compressed, StateAddress.of(plain)));
    }

    StoredEvent open(StoredEvent stored) {
        byte[] compressed = cipher.decrypt(stored.state(), StateAddress.of(stored));
        return stored.withState(stored.topic(), compressor.decompress(compressed));
    }
}
