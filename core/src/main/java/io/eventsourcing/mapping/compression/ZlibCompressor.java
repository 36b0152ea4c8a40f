package io.eventsourcing.mapping.compression;

import io.eventsourcing.mapping.Compressor;
import io.eventsourcing.mapping.MapperException;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * States as zlib streams (RFC 1950), which Python's compressor of that name reads and writes. A state that does not begin
 * like one is read as it is, so that compression can be switched on where there are events already; JSON never begins so.
 * Thread-safe.
 */
public final class ZlibCompressor implements Compressor {
    /** How long a decompressed state may be unless set otherwise: 64 MiB. */
    public static final int DEFAULT_LIMIT = 64 * 1024 * 1024;

    private static final int BUFFER = 8 * 1024;

    private final int limit;

    /** With the default limit. */
    public ZlibCompressor() {
        this(DEFAULT_LIMIT);
    }

    /**
     * With a limit to what is read, against stored bytes that would fill the memory.
     *
     * @param limit how many bytes a decompressed state may have
     */
    public ZlibCompressor(int limit) {
        this.limit = Limits.positive(limit);
    }

    @Override
    public byte[] compress(byte[] plain) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(plain.length / 2 + 64);
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                compressed.write(buffer, 0, deflater.deflate(buffer));
            }
            return compressed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    @Override
    public byte[] decompress(byte[] compressed) {
        return beginsLikeZlib(compressed) ? inflate(compressed) : compressed;
    }

    private static boolean beginsLikeZlib(byte[] bytes) {
        return bytes.length >= 2
                && (bytes[0] & 0x0F) == 8
                && (bytes[0] & 0xF0) <= 0x70
                && ((bytes[0] & 0xFF) * 256 + (bytes[1] & 0xFF)) % 31 == 0;
    }

    private byte[] inflate(byte[] compressed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            byte[] plain = inflate(inflater);
            if (inflater.getRemaining() > 0) {
                throw new MapperException("%d bytes follow its zlib stream".formatted(inflater.getRemaining()), null);
            }
            return plain;
        } catch (DataFormatException e) {
            throw new MapperException("its zlib stream is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    private byte[] inflate(Inflater inflater) throws DataFormatException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(BUFFER);
        byte[] buffer = new byte[BUFFER];
        while (!inflater.finished()) {
            int count = inflater.inflate(buffer);
            if (count == 0 && !inflater.finished()) {
                throw new MapperException("its zlib stream ends too early, or needs a dictionary", null);
            }
            plain.write(buffer, 0, count);
            Limits.check(plain.size(), limit);
        }
        return plain.toByteArray();
    }
}
