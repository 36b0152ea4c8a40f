package io.eventsourcing.spring.command;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Keeps the standard output for commands: the log, and whatever else is printed, goes to the standard error. */
final class StandardStreams {
    private final PrintStream output = System.out;

    PrintWriter output() {
        return new PrintWriter(output, true);
    }

    PrintWriter errors() {
        return new PrintWriter(new OutputStreamWriter(System.err, Charset.defaultCharset()), true);
    }

    void keepOutput() {
        System.setOut(System.err);
    }
}
