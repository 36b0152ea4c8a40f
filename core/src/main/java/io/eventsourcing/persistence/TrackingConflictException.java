package io.eventsourcing.persistence;

/** A follower's position is not the one that its worker read: another worker has processed the same notifications. */
public class TrackingConflictException extends IntegrityException {
    private static final long serialVersionUID = 1L;

    public TrackingConflictException(Tracking read, long position) {
        super(
                "Follower '%s' of leader '%s' (segment %d) is no longer at position %d and cannot move to %d: another worker moved it"
                        .formatted(
                                read.applicationName(), read.leaderName(), read.segment(), read.position(), position),
                null);
    }
}
