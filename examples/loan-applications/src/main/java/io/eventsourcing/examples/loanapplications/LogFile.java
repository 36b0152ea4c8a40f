package io.eventsourcing.examples.loanapplications;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens a log, compressed or not. */
final class LogFile {
    private static final int BUFFER = 1 << 16;

    private LogFile() {}

    /** @throws BadLogException if it cannot be read */
    static InputStream open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new BadLogException(path + (Files.exists(path) ? " is not a file" : " does not exist"), null);
        }
        try {
            return open(Files.newInputStream(path));
        } catch (IOException e) {
            throw new BadLogException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static InputStream open(InputStream file) throws IOException {
        try {
            BufferedInputStream buffered = new BufferedInputStream(file, BUFFER);
            buffered.mark(2);
            boolean compressed = buffered.read() == 0x1f && buffered.read() == 0x8b;
            buffered.reset();
            return compressed ? new WholeStream(new GZIPInputStream(buffered, BUFFER)) : buffered;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** An early end is an error here: a parser may take an {@link EOFException} for the end of the document. */
    private static final class WholeStream extends FilterInputStream {
        WholeStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (EOFException e) {
                throw new IOException("the compressed file is cut off", e);
            }
        }
    }
}
