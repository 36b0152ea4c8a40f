package io.eventsourcing.system;

import io.eventsourcing.domain.EventSourcingException;

/** A leader in another database no longer has the event that a follower has come to. */
final class DivergedHistoryException extends EventSourcingException {
    private static final long serialVersionUID = 1L;

    DivergedHistoryException(Pipe pipe, String remembered, String found) {
        super(
                "The history of leader '%s' has diverged: follower '%s' has processed the event %s, but the leader now has %s there. Was its database restored, or has a fail-over lost its last transactions? Bring the lost events back, or rebuild the follower; to go on regardless, set event_id to NULL in its rows of the table followers"
                        .formatted(pipe.leaderName(), pipe.followerName(), remembered, found));
    }
}
