package io.eventsourcing.mapping;

enum NoCompressor implements Compressor {
    NONE;

    @Override
    public byte[] compress(byte[] plain) {
        return plain;
    }

    @Override
    public byte[] decompress(byte[] compressed) {
        return compressed;
    }
}
