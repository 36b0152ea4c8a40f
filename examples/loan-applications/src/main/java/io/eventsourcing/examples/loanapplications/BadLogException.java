package io.eventsourcing.examples.loanapplications;

import org.jspecify.annotations.Nullable;

/** The file is not there, or not what it should be. */
final class BadLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadLogException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** With the place: the line, and the case where it is known. */
    static BadLogException at(int line, @Nullable String caseName, String problem, @Nullable Throwable cause) {
        String place = caseName == null ? "line " + line : "line %d, case %s".formatted(line, caseName);
        return new BadLogException(place + ": " + problem, cause);
    }
}
