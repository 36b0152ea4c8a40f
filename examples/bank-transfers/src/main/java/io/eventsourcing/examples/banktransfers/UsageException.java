package io.eventsourcing.examples.banktransfers;

/** The command line is not understood. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
