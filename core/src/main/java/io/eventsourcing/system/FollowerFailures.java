package io.eventsourcing.system;

import io.eventsourcing.mapping.UnknownTopicException;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.system.FollowerStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a follower's failures. A database that cannot be reached is waited for; so is an event type that only a
 * newer version of the application knows. Anything else is tried again with pauses that double from 50 ms to 10 s, and
 * then the follower stops at that event and says why: in the log, in its status and in the database.
 */
final class FollowerFailures {
    private static final Logger log = LoggerFactory.getLogger(FollowerFailures.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Pipe pipe;
    private final int segment;
    private final int retries;
    private int failuresInARow;
    private int policyFailures;
    private long pauseEnd;
    private boolean recorded;
    private volatile State state = State.RUNNING;
    private volatile @Nullable String error;

    FollowerFailures(Pipe pipe, int segment, int retries) {
        this.pipe = pipe;
        this.segment = segment;
        this.retries = retries;
    }

    State state() {
        return state;
    }

    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /** Remembers whether an earlier run has recorded a failure, to be cleared once things go well. */
    void begin() {
        recorded = pipe.eventSourcing()
                .persistence()
                .trackingRecorder()
                .failure(pipe.followerName(), pipe.leaderName(), segment)
                .isPresent();
    }

    boolean pausing() {
        return state == State.STOPPED || (failuresInARow > 0 && System.nanoTime() - pauseEnd < 0);
    }

    boolean mayBeOneEventsFault(Throwable e) {
        return !(e instanceof OperationalException);
    }

    void cleared() {
        if (failuresInARow > 0) {
            log.info("Follower {} goes on after {} failures", pipe, failuresInARow);
            failuresInARow = 0;
            policyFailures = 0;
            state = State.RUNNING;
            error = null;
        }
        if (recorded) {
            record(null);
        }
    }

    void readingFailed(Throwable e) {
        retry(State.RETRYING, "Reading the notifications failed: " + e, e);
    }

    /** @param notifications what was processed: the culprit, or several or none if it is not their fault */
    void processingFailed(List<Notification> notifications, Throwable e) {
        String what = notifications.isEmpty()
                ? "Storing the position failed: " + e
                : "Notification %d (%s) failed: %s"
                        .formatted(
                                notifications.getFirst().id(),
                                notifications.getFirst().event(),
                                e);
        if (e instanceof UnknownTopicException) {
            retry(State.WAITING_FOR_NEWER_VERSION, what, e);
        } else if (e instanceof OperationalException || policyFailures++ < retries) {
            retry(State.RETRYING, what, e);
        } else {
            stop(what, e);
        }
    }

    private void retry(State next, String what, Throwable e) {
        failuresInARow++;
        int doublings = Math.min(failuresInARow - 1, 10);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            pause = LONGEST_PAUSE;
        }
        pauseEnd = System.nanoTime() + pause.toNanos();
        error = what;
        state = next;
        log.warn("Follower {} tries again in {} ms. {}", pipe, pause.toMillis(), what, failuresInARow == 1 ? e : null);
    }

    private void stop(String what, Throwable e) {
        error = what;
        state = State.STOPPED;
        log.error(
                "Follower {} stopped after {} retries; everything before is processed. Mend the cause and start the runner again. {}",
                pipe,
                retries,
                what,
                e);
        record(what);
    }

    private void record(@Nullable String what) {
        try {
            pipe.eventSourcing().transactions().separate(() -> {
                pipe.eventSourcing()
                        .persistence()
                        .trackingRecorder()
                        .recordFailure(pipe.followerName(), pipe.leaderName(), segment, what);
                return what != null;
            });
            recorded = what != null;
        } catch (RuntimeException e) {
            log.warn("The state of follower {} could not be stored", pipe, e);
        }
    }
}
