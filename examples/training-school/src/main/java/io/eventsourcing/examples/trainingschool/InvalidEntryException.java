package io.eventsourcing.examples.trainingschool;

/** Something typed into a form cannot be accepted; the message is for the person who typed it. */
class InvalidEntryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidEntryException(String message) {
        super(message);
    }
}
