package io.eventsourcing.spring.command;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;

/** Keeps the standard output for commands: the log, and whatever else is printed, goes to the standard error. */
final class StandardStreams {
    private final PrintStream output = System.out;

    PrintWriter output() {
        return new PrintWriter(new OutputStreamWriter(output, output.charset()), true);
    }

    PrintWriter errors() {
        return new PrintWriter(new OutputStreamWriter(System.err, System.err.charset()), true);
    }

    void keepOutput() {
        System.setOut(System.err);
    }
}
