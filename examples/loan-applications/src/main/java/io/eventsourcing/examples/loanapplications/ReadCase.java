package io.eventsourcing.examples.loanapplications;

/**
 * A case and the place in the file where it begins, for messages.
 *
 * @param line the line of its trace
 * @param loanCase the case
 */
record ReadCase(int line, LoanCase loanCase) {}
