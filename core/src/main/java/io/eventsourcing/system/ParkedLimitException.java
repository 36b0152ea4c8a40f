package io.eventsourcing.system;

/** A follower would have to park more notifications than it may. */
final class ParkedLimitException extends FollowerException {
    private static final long serialVersionUID = 1L;

    ParkedLimitException(Pipe pipe, long parked, int atMost) {
        super("The pipe %s has %d parked notifications and may have %d: retry or discard some, or allow more"
                .formatted(pipe, parked, atMost));
    }
}
