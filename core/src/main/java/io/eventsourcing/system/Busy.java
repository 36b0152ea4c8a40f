package io.eventsourcing.system;

import io.eventsourcing.persistence.OperationalException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Work that needs a follower to be between two batches: it is tried until it comes between them. */
final class Busy {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long TRY_AGAIN = TimeUnit.MILLISECONDS.toNanos(2);

    private Busy() {}

    /**
     * Does work in transactions of the follower's own until it has a result.
     *
     * @param work empty, or an {@link OperationalException}, if the follower is processing
     * @throws FollowerException if that goes on for too long
     */
    static <T> T between(Pipe pipe, Supplier<Optional<T>> work) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            OperationalException failure = null;
            try {
                Optional<T> result = pipe.separate(work);
                if (result.isPresent()) {
                    return result.get();
                }
            } catch (OperationalException e) {
                failure = e;
            }
            if (System.nanoTime() - end > 0) {
                throw new FollowerException(
                        "Follower %s could not be interrupted for %s: try again, or pause it".formatted(pipe, PATIENCE),
                        failure);
            }
            LockSupport.parkNanos(TRY_AGAIN);
        }
    }
}
