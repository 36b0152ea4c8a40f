package io.eventsourcing.spring.command.base;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;

/** Writes JSON in ASCII, so that it does not matter which encoding the standard output has; and fails when that is closed. */
final class AsciiJson extends FilterWriter {
    private final PrintWriter target;

    AsciiJson(PrintWriter out) {
        super(out);
        this.target = out;
    }

    @Override
    public void write(int character) throws IOException {
        if (character < 0x80) {
            target.write(character);
        } else {
            target.write("\\u%04x".formatted(character));
        }
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text[i]);
        }
        if (target.checkError()) {
            throw new IOException("The standard output is closed");
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        write(text.toCharArray(), offset, length);
    }
}
