package io.eventsourcing.persistence;

/** A follower's positions are stored for another number of segments than its worker has; nothing was locked. */
public class SegmentsException extends PersistenceException {
    private static final long serialVersionUID = 1L;

    public SegmentsException(String applicationName, String leaderName, int stored, int asked) {
        super(
                "Follower '%s' of leader '%s' has its positions stored for %d segment(s) but is set to %d: set it to %d, or pause it and have it re-segmented"
                        .formatted(applicationName, leaderName, stored, asked, stored),
                null);
    }
}
