package io.eventsourcing.examples.loanapplications;

/** The command line is not understood. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
