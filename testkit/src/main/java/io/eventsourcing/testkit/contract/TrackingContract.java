package io.eventsourcing.testkit.contract;

import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.TrackingRecorder;
import io.eventsourcing.persistence.Transactions;
import java.util.Optional;

/** What the contracts of tracking recorders share: a follower, and how it is moved. */
abstract class TrackingContract extends PersistenceContract {
    static final String FOLLOWER = "Counters";

    final TrackingRecorder tracking() {
        return persistence().trackingRecorder();
    }

    final Transactions transactions() {
        return persistence().transactions();
    }

    final Optional<Tracking> lock() {
        return tracking().lock(FOLLOWER, SCHOOL, Segment.whole());
    }

    final void moveTo(long position) {
        transactions().separate(() -> {
            tracking().move(lock().orElseThrow(), position);
            return position;
        });
    }

    final void moveSegment(int number, int count, long position) {
        transactions().separate(() -> {
            tracking()
                    .move(
                            tracking()
                                    .lock(FOLLOWER, SCHOOL, new Segment(number, count))
                                    .orElseThrow(),
                            position);
            return position;
        });
    }
}
