package io.eventsourcing.examples.loanapplications;

/** A case of that name is stored with other contents. */
final class OtherCaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OtherCaseException(String message) {
        super(message);
    }
}
