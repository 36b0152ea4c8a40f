package io.eventsourcing.examples.loanapplications;

import java.io.PrintStream;

/**
 * Where to print.
 *
 * @param out the result
 * @param err progress and errors
 * @param rewritable whether {@code err} is a screen, on which a line can be written over
 */
record Terminal(PrintStream out, PrintStream err, boolean rewritable) {}
