package io.eventsourcing.mapping.compression;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.eventsourcing.mapping.Compressor;
import io.eventsourcing.mapping.MapperException;

/**
 * States as Zstandard frames (RFC 8878), which are smaller than zlib's and much faster to read. A state that would not
 * become smaller is kept as it is, and one that does not begin like a frame is read as it is; JSON never begins so. Needs
 * {@code com.github.luben:zstd-jni} on the class path. Thread-safe.
 */
public final class ZstdCompressor implements Compressor {
    /** How long a decompressed state may be unless set otherwise: 64 MiB. */
    public static final int DEFAULT_LIMIT = 64 * 1024 * 1024;

    private static final byte[] MAGIC = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};

    private final int limit;

    /**
     * With the default limit.
     *
     * @throws IllegalStateException if zstd-jni is not on the class path
     */
    public ZstdCompressor() {
        this(DEFAULT_LIMIT);
    }

    /**
     * With a limit to what is read, against stored bytes that would fill the memory.
     *
     * @param limit how many bytes a decompressed state may have
     * @throws IllegalStateException if zstd-jni is not on the class path
     */
    public ZstdCompressor(int limit) {
        this.limit = Limits.positive(limit);
        try {
            Zstd.defaultCompressionLevel();
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "Zstandard needs a library: add the dependency com.github.luben:zstd-jni, or use ZlibCompressor",
                    e);
        }
    }

    @Override
    public byte[] compress(byte[] plain) {
        byte[] compressed = Zstd.compress(plain);
        return compressed.length < plain.length || isFrame(plain) ? compressed : plain;
    }

    @Override
    public byte[] decompress(byte[] compressed) {
        return isFrame(compressed) ? decompressFrame(compressed) : compressed;
    }

    private static boolean isFrame(byte[] bytes) {
        return bytes.length >= MAGIC.length
                && bytes[0] == MAGIC[0]
                && bytes[1] == MAGIC[1]
                && bytes[2] == MAGIC[2]
                && bytes[3] == MAGIC[3];
    }

    private byte[] decompressFrame(byte[] frame) {
        long size = Zstd.getFrameContentSize(frame);
        if (size < 0) {
            throw new MapperException("its Zstandard frame is damaged, or does not say how long it is", null);
        }
        Limits.check(size, limit);
        try {
            byte[] plain = Zstd.decompress(frame, (int) size);
            if (plain.length != size) {
                throw new MapperException(
                        "its Zstandard frame has %d bytes instead of %d".formatted(plain.length, size), null);
            }
            return plain;
        } catch (ZstdException e) {
            throw new MapperException("its Zstandard frame is damaged: " + e.getMessage(), e);
        }
    }
}
