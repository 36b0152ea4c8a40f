package io.eventsourcing.jdbc.adoption;

import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.adoption.PythonTables.Position;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.TrackingRecorder;
import java.util.List;

/** Sets the positions of followers, never back. */
record Positions(JdbcPersistence persistence, Journal journal) {
    void set(Position python) {
        TrackingRecorder recorder = persistence.trackingRecorder();
        List<Tracking> known = recorder.select(python.follower(), python.leader());
        if (known.size() > 1 || known.stream().anyMatch(tracking -> tracking.position() >= python.position())) {
            return;
        }
        persistence.transactions().required(() -> {
            Tracking locked = recorder.lock(python.follower(), python.leader(), Segment.whole())
                    .orElseThrow(() -> new OperationalException(
                            "Follower '%s' of leader '%s' is just processing: stop it, and run the adoption again"
                                    .formatted(python.follower(), python.leader()),
                            null));
            if (locked.position() < python.position()) {
                recorder.move(locked, python.position());
                journal.positionMoved();
            }
            return locked;
        });
    }
}
