package io.eventsourcing.mapping;

/** Makes states smaller, after they are encoded and before they are encrypted. Implementations are thread-safe. */
public interface Compressor {
    /** The bytes to be stored instead of these. */
    byte[] compress(byte[] plain);

    /**
     * The bytes that were compressed.
     *
     * @throws MapperException if these are damaged
     */
    byte[] decompress(byte[] compressed);

    /** Leaves states as they are. */
    static Compressor none() {
        return NoCompressor.NONE;
    }
}
