package io.eventsourcing.golden;

import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.TrackingRecorder;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import org.junit.jupiter.api.Test;

/** Followers go on in Java where they stopped in Python, and write what Python's would have written. */
class GoldenCatchingUpTest {
    private final MemoryPersistence rows = GoldenRows.of("plain").inMemory();

    private void trackAsInPython() {
        Golden.json("expected.json")
                .get("tracking")
                .forEachEntry((follower, leaders) -> leaders.forEachEntry((leader, position) -> rows.transactions()
                        .required(() -> {
                            TrackingRecorder tracking = rows.trackingRecorder();
                            if (position.isNumber()) {
                                Tracking begun = tracking.lock(follower, leader, Segment.whole())
                                        .orElseThrow();
                                tracking.move(begun, position.longValue());
                            }
                            return position;
                        })));
    }

    @Test
    void theSameEventsAreWritten() {
        trackAsInPython();
        CatchingUp.assertAsInPython(GoldenApplications.settings(rows).build());
    }
}
