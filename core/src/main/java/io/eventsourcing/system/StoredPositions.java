package io.eventsourcing.system;

import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.TrackedFollower;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.TrackingRecorder;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The positions of the followers in one database, as they are stored: an idle follower finds out so that an operator has moved
 * its own. One query reads all of them now and then. Thread-safe.
 */
final class StoredPositions {
    private static final Logger log = LoggerFactory.getLogger(StoredPositions.class);
    private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(5);

    private record Look(long begun, List<TrackedFollower> found) {}

    private final TrackingRecorder recorder;
    private volatile Look last = new Look(System.nanoTime(), List.of());
    private volatile long lookedAt = System.nanoTime();

    StoredPositions(TrackingRecorder recorder) {
        this.recorder = recorder;
    }

    /** Looks if it is time for that; true if it was. */
    boolean look() {
        long now = System.nanoTime();
        if (now - lookedAt < LOOK_AGAIN) {
            return false;
        }
        lookedAt = now;
        try {
            last = new Look(now, recorder.followers());
        } catch (RuntimeException e) {
            log.debug("The positions of the followers could not be read, which is tried again", e);
        }
        return true;
    }

    /**
     * The position of a segment as a look has found it that began after some time; empty if there was none since.
     *
     * @param time by {@link System#nanoTime()}
     */
    OptionalLong since(long time, Pipe pipe, Segment segment) {
        Look look = last;
        if (look.begun() - time <= 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(look.found().stream()
                .map(TrackedFollower::tracking)
                .filter(tracking -> pipe.tracks(tracking) && tracking.segment() == segment.number())
                .mapToLong(Tracking::position)
                .findFirst()
                .orElse(0));
    }
}
