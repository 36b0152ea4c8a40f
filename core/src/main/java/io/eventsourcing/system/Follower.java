package io.eventsourcing.system;

import io.eventsourcing.persistence.Instrumentation.Work;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.ParkedNotification.Failure;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.SegmentsException;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.system.FailurePolicy.Then;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One segment of a follower of one leader: takes the next notifications that were read, converts them, hands them to the
 * policy, records the position. What the policy writes and the position are one transaction, so nothing is processed
 * twice or left out.
 *
 * <p>Notifications are read before that transaction begins. The transaction then locks the segment's tracking without
 * waiting: if another process holds it, that one is at work; if the position is not the one that was read from, another
 * process has been at work, and it goes on from where that one came to. So any number of processes may run the same
 * follower, with no leases and no clocks.
 *
 * <p>Of a batch that fails, ever smaller parts are processed until the culprit is found, see {@link BatchSize}. It is
 * tried again, see {@link FollowerFailures}, and then the {@link FailurePolicy} decides. To park or skip it is a
 * transaction of its own, which also moves the position past it. Called by one thread at a time, except {@link #status()}.
 */
final class Follower {
    private static final Logger log = LoggerFactory.getLogger(Follower.class);

    /** What a step has come to. */
    enum Step {
        /** Something was processed, or there is reason to look again at once. */
        AGAIN,
        /** There was nothing to process. */
        CAUGHT_UP,
        /** It is not the time: another process is at work, or a pause after a failure is not over. */
        LATER
    }

    private static final long UNKNOWN = -1;

    /** So many ids of others are passed over before the position is stored without any event. */
    private static final long PASSED_OVER_AT_MOST = 10_000;

    private final Pipe pipe;
    private final Segment segment;
    private final ReadNotifications read;
    private final BatchSize batchSize;
    private final Then then;
    private final FollowerFailures failures;
    private final ParkedOriginators parked;
    private final LeaderHistory history;
    private final StoredPositions stored;
    private final Throughput throughput = new Throughput();
    private boolean evenPaused;
    private long processed;
    private long trackedPosition = UNKNOWN;
    private long positionKnownAt = System.nanoTime();
    private volatile long position;
    private volatile long failed;

    /** One for a caller who has it come to the end at once. */
    Follower(Pipe pipe, Segment segment, LeaderPages pages, RunnerOptions options) {
        this(pipe, segment, pages, options, new StoredPositions(pipe.tracking()));
    }

    Follower(Pipe pipe, Segment segment, LeaderPages pages, RunnerOptions options, StoredPositions stored) {
        FailurePolicy policy = pipe.failurePolicyOr(options.failurePolicy());
        this.pipe = pipe;
        this.segment = segment;
        this.read = new ReadNotifications(pages, segment);
        this.batchSize = new BatchSize(
                pipe.tracked() ? options.batchSize() : 1, options.batchTime().toNanos());
        this.then = policy.then();
        this.failures = new FollowerFailures(pipe, segment, policy.backoff());
        this.parked = new ParkedOriginators(pipe, segment, policy.parkedAtMost());
        this.history = new LeaderHistory(pipe, segment);
        this.stored = stored;
    }

    /** The same, which works although an operator has paused it: on his behalf. */
    Follower evenPaused() {
        evenPaused = true;
        return this;
    }

    /** The same for a caller who asks how it went, see {@link FollowerFailures#quiet()}. */
    Follower quiet() {
        failures.quiet();
        return this;
    }

    /** How many notifications it has passed, parked and skipped ones included. */
    long processed() {
        return processed;
    }

    /** What was thrown last, if it has not gone well since. */
    Optional<Throwable> failure() {
        return failures.cause();
    }

    Pipe pipe() {
        return pipe;
    }

    Segment segment() {
        return segment;
    }

    FollowerStatus status() {
        return new FollowerStatus(
                pipe.followerName(), pipe.leaderName(), segment.number(), position, failures.state(), failures.error());
    }

    /** How often processing has failed, attempts with whole batches included. */
    long failed() {
        return failed;
    }

    double perSecond() {
        return throughput.perSecond();
    }

    /** Processes at most one batch. Whatever goes wrong is kept here and never thrown. */
    Step step(KnownHead head) {
        if (failures.pausing()) {
            return Step.LATER;
        }
        try {
            if (!readOn(head.get())) {
                return Step.CAUGHT_UP;
            }
        } catch (DivergedHistoryException e) {
            failures.stop(String.valueOf(e.getMessage()), e);
            return Step.LATER;
        } catch (Throwable e) {
            history.doubt();
            failures.readingFailed(e);
            return Step.LATER;
        }
        if (read.isEmpty() && (history.elsewhere() || read.upTo() - trackedPosition < PASSED_OVER_AT_MOST)) {
            position = read.upTo();
            failures.cleared();
            return Step.AGAIN;
        }
        return process(history.upToAnEvent(read.first(batchSize.next())));
    }

    /** Has something read; false if there is nothing up to the head. */
    private boolean readOn(long head) {
        if (trackedPosition == UNKNOWN) {
            Optional<Tracking> tracked = pipe.tracked(segment);
            tracked.filter(found -> found.state() == Tracking.State.STOPPED).ifPresent(found -> failures.tryAnew());
            continueAt(tracked.map(Tracking::position).orElse(0L));
        }
        history.checkDoubts();
        if (!read.isEmpty()) {
            return true;
        }
        if (head <= read.upTo()) {
            position = read.upTo();
            failures.cleared();
            return movedBack(head);
        }
        read.readOn(head);
        return true;
    }

    /** Whether the position has been moved back since this follower was last at work. */
    private boolean movedBack(long head) {
        OptionalLong found = stored.since(positionKnownAt, pipe, segment);
        if (found.isEmpty()) {
            return false;
        }
        positionKnownAt = System.nanoTime();
        if (found.getAsLong() < trackedPosition) {
            continueAt(found.getAsLong());
        }
        return read.upTo() < head;
    }

    private void continueAt(long tracked) {
        boolean back = tracked < trackedPosition;
        trackedPosition = tracked;
        position = tracked;
        if (back) {
            read.beginAfter(tracked);
        } else {
            read.continueAfter(tracked);
        }
    }

    private Step process(Batch batch) {
        long begin = System.nanoTime();
        try {
            Step step = locked(tracking -> {
                Work.Batch work =
                        new Work.Batch(pipe.followerName(), pipe.leaderName(), segment.number(), batch.size());
                pipe.eventSourcing().instrumentation().around(work, () -> {
                    history.check();
                    handle(batch.notifications(), tracking);
                    move(tracking, batch);
                });
            });
            if (step == Step.CAUGHT_UP) {
                batchSize.succeeded(batch.size(), batch.position(), System.nanoTime() - begin);
                return moved(batch);
            }
            return step;
        } catch (LeaderHistory.UnreadException e) {
            history.doubt();
            failures.readingFailed(Objects.requireNonNull(e.getCause()));
            return Step.LATER;
        } catch (Throwable e) {
            return failed(batch, e);
        }
    }

    private void move(Tracking tracking, Batch batch) {
        pipe.tracking().move(tracking, batch.position());
        history.moved(tracking, batch);
    }

    private Step moved(Batch batch) {
        throughput.add(batch.size());
        processed += batch.size();
        parked.movedTo(batch.position());
        trackedPosition = batch.position();
        positionKnownAt = System.nanoTime();
        position = trackedPosition;
        read.continueAfter(trackedPosition);
        failures.cleared();
        return Step.AGAIN;
    }

    /** Does work in a transaction that holds the lock; caught up if it was done. */
    private Step locked(Consumer<Tracking> work) {
        return pipe.separate(() -> {
            Optional<Tracking> locked = pipe.lock(segment);
            if (locked.isEmpty()) {
                return Step.LATER;
            }
            if (locked.get().state() == Tracking.State.PAUSED && !evenPaused) {
                failures.paused();
                return Step.LATER;
            }
            if (locked.get().position() != trackedPosition) {
                continueAt(locked.get().position());
                return Step.AGAIN;
            }
            work.accept(locked.get());
            return Step.CAUGHT_UP;
        });
    }

    private void handle(List<Notification> notifications, Tracking tracking) {
        Set<UUID> waiting = parked.at(tracking);
        List<Notification> behind = notifications.stream()
                .filter(notification -> waiting.contains(notification.event().originatorId()))
                .toList();
        if (!behind.isEmpty()) {
            parked.park(behind, null, 0);
        }
        List<Notification> handed = notifications.stream()
                .filter(notification -> !waiting.contains(notification.event().originatorId()))
                .toList();
        pipe.handle(handed, notification -> notification.id() <= tracking.replayUntil());
    }

    private Step failed(Batch batch, Throwable e) {
        failed++;
        if (e instanceof SegmentsException) {
            failures.refused(e);
            return Step.LATER;
        }
        if (e instanceof ParkedLimitException || e instanceof DivergedHistoryException) {
            failures.stop(String.valueOf(e.getMessage()), e);
            return Step.LATER;
        }
        if (e instanceof OperationalException) {
            batchSize.tooMuch();
        } else if (batch.size() > 1) {
            batchSize.failed(batch.size(), batch.position());
            return Step.AGAIN;
        }
        return failures.givenUp(batch.notifications(), e) ? giveUp(batch, e) : Step.LATER;
    }

    private Step giveUp(Batch batch, Throwable e) {
        if (then == Then.STOP || batch.size() == 0) {
            failures.stop(FollowerFailures.describe(batch.notifications(), e), e);
            return Step.LATER;
        }
        try {
            Step step = locked(tracking -> {
                if (then == Then.PARK) {
                    parked.park(batch.notifications(), Failure.of(e), failures.attempts());
                }
                move(tracking, batch);
            });
            return step == Step.CAUGHT_UP ? passedOver(batch, e) : step;
        } catch (Throwable ownFailure) {
            return failed(new Batch(List.of(), batch.position()), ownFailure);
        }
    }

    private Step passedOver(Batch batch, Throwable e) {
        log.error(
                "Follower {} (segment {}) has {} notification {} of originator {} after {} attempts",
                pipe,
                segment,
                then == Then.PARK ? "parked" : "skipped",
                batch.single().id(),
                batch.single().event().originatorId(),
                failures.attempts(),
                e);
        batchSize.culpritPassed();
        Step step = moved(batch);
        if (then == Then.PARK) {
            parked.forget();
        }
        return step;
    }
}
