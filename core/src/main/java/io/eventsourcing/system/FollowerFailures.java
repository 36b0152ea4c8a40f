package io.eventsourcing.system;

import io.eventsourcing.mapping.UnknownTopicException;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.system.FollowerStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What a segment of a follower does instead of processing: pausing after a failure, waiting to be resumed. A database that
 * cannot be reached is waited for; so is an event type that only a newer version of the application knows. Anything else
 * is tried again as the backoff says, and then given up. A follower that has stopped says why in the log, in its status
 * and in the database; like one that was paused, it looks now and then whether it has been resumed there.
 */
final class FollowerFailures {
    private static final Logger log = LoggerFactory.getLogger(FollowerFailures.class);
    private static final long LOOK_WHETHER_RESUMED = TimeUnit.MILLISECONDS.toNanos(500);

    private final Pipe pipe;
    private final Segment segment;
    private final Backoff backoff;
    private int failuresInARow;
    private int policyFailures;
    private long pauseEnd;
    private boolean unrecorded;
    private boolean quiet;
    private volatile State state = State.RUNNING;
    private volatile @Nullable String error;
    private volatile @Nullable Throwable cause;

    FollowerFailures(Pipe pipe, Segment segment, Backoff backoff) {
        this.pipe = pipe;
        this.segment = segment;
        this.backoff = backoff;
    }

    State state() {
        return state;
    }

    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /** What was thrown last, if it has not gone well since. */
    Optional<Throwable> cause() {
        return Optional.ofNullable(cause);
    }

    /** Failures are told to the caller, so the log says them at debug level only. */
    void quiet() {
        quiet = true;
    }

    /** Whether it is not the time to process. */
    boolean pausing() {
        boolean waitsToBeResumed = state == State.STOPPED || state == State.PAUSED;
        if (!waitsToBeResumed && failuresInARow == 0) {
            return false;
        }
        if (System.nanoTime() - pauseEnd < 0) {
            return true;
        }
        if (!waitsToBeResumed) {
            return false;
        }
        pauseFor(LOOK_WHETHER_RESUMED);
        return !resumed();
    }

    private boolean resumed() {
        if (unrecorded) {
            record();
            return false;
        }
        try {
            boolean goesOn = pipe.tracked(segment)
                    .filter(tracked -> tracked.state() == Tracking.State.RUNNING)
                    .isPresent();
            if (goesOn) {
                log.info("Follower {} (segment {}) is resumed", pipe, segment);
                goOn();
            }
            return goesOn;
        } catch (RuntimeException e) {
            log.debug("Whether follower {} is resumed cannot be read", pipe, e);
            return false;
        }
    }

    void cleared() {
        policyFailures = 0;
        if (failuresInARow > 0 || state != State.RUNNING) {
            log.info("Follower {} (segment {}) goes on after {} failures", pipe, segment, failuresInARow);
            goOn();
        }
    }

    private void goOn() {
        failuresInARow = 0;
        policyFailures = 0;
        error = null;
        cause = null;
        state = State.RUNNING;
    }

    void paused() {
        goOn();
        state = State.PAUSED;
        pauseFor(LOOK_WHETHER_RESUMED);
        log.info("Follower {} (segment {}) is paused", pipe, segment);
    }

    /** An earlier run has stopped; this one begins at the same notification. */
    void tryAnew() {
        record();
    }

    /** The positions are stored for another number of segments. */
    void refused(Throwable e) {
        retry(State.RETRYING, String.valueOf(e.getMessage()), e);
    }

    void readingFailed(Throwable e) {
        retry(State.RETRYING, "Reading the notifications failed: " + e, e);
    }

    /**
     * Counts a failure, and has it tried again if that may help.
     *
     * @param notifications what was processed: the culprit, or several or none if it is not their fault
     * @return whether it is to be given up
     */
    boolean givenUp(List<Notification> notifications, Throwable e) {
        String what = describe(notifications, e);
        if (e instanceof UnknownTopicException) {
            retry(State.WAITING_FOR_NEWER_VERSION, what, e);
        } else if (e instanceof OperationalException || policyFailures++ < backoff.retries()) {
            retry(State.RETRYING, what, e);
        } else {
            return true;
        }
        return false;
    }

    /** How often the notification that is given up was tried. */
    int attempts() {
        return policyFailures;
    }

    static String describe(List<Notification> notifications, Throwable e) {
        return notifications.isEmpty()
                ? "Storing the position failed: " + e
                : "Notification %d (%s) failed: %s"
                        .formatted(
                                notifications.getFirst().id(),
                                notifications.getFirst().event(),
                                e);
    }

    private void retry(State next, String what, Throwable e) {
        failuresInARow++;
        Duration pause = backoff.pause(failuresInARow);
        pauseFor(pause.toNanos());
        error = what;
        cause = e;
        state = next;
        boolean ordinary = e instanceof VersionConflictException && failuresInARow == 1;
        log.atLevel(quiet || ordinary ? Level.DEBUG : Level.WARN)
                .log(
                        "Follower {} (segment {}) tries again in {} ms. {}",
                        pipe,
                        segment,
                        pause.toMillis(),
                        what,
                        failuresInARow == 1 ? e : null);
    }

    void stop(String what, Throwable e) {
        error = what;
        cause = e;
        pauseFor(LOOK_WHETHER_RESUMED);
        state = State.STOPPED;
        log.atLevel(quiet ? Level.DEBUG : Level.ERROR)
                .log(
                        "Follower {} (segment {}) stopped; everything before is processed. Mend the cause and resume it, or start the runner again. {}",
                        pipe,
                        segment,
                        what,
                        e);
        record();
    }

    private void record() {
        unrecorded = true;
        try {
            pipe.separate(() -> {
                pipe.tracking().recordFailure(pipe.followerName(), pipe.leaderName(), segment, error);
                return true;
            });
            unrecorded = false;
        } catch (RuntimeException e) {
            log.warn("The state of follower {} (segment {}) could not be stored yet", pipe, segment, e);
        }
    }

    private void pauseFor(long nanos) {
        pauseEnd = System.nanoTime() + nanos;
    }
}
