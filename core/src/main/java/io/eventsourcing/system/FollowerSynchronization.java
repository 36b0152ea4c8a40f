package io.eventsourcing.system;

import io.eventsourcing.persistence.Segment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Synchronizes by the steps that a runner would make. */
final class FollowerSynchronization implements Synchronization {
    /** How long another process may be at work before that is a failure. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(2);

    private final EventSourcedSystem system;
    private final RunnerOptions options;

    FollowerSynchronization(EventSourcedSystem system, RunnerOptions options) {
        this.system = system;
        this.options = options;
    }

    @Override
    public Result synchronize(String followerName, LongConsumer progress) {
        Map<String, Long> processed = new LinkedHashMap<>();
        Throwable failure = null;
        for (Pipe pipe : system.pipesOf(followerName)) {
            long before = processed.values().stream().mapToLong(Long::longValue).sum();
            Run run = new Run(pipe, count -> progress.accept(before + count));
            Throwable thrown = run.toTheHead();
            processed.put(pipe.leaderName(), run.processed);
            failure = failure == null ? thrown : failure;
        }
        return new Result(followerName, processed, failure);
    }

    /** The segments of one pipe, one after the other. */
    private final class Run {
        final Pipe pipe;
        final LongConsumer progress;
        long processed;

        Run(Pipe pipe, LongConsumer progress) {
            FailurePolicy policy = pipe.failurePolicyOr(FailurePolicy.stop()).retries(0);
            this.pipe = pipe.onFailure(policy);
            this.progress = progress;
        }

        @Nullable
        Throwable toTheHead() {
            KnownHead head;
            try {
                long settled = pipe.log().settledHead().read();
                head = KnownHead.at(settled);
            } catch (RuntimeException e) {
                return e;
            }
            LeaderPages pages = new LeaderPages(pipe, options.batchSize(), null);
            Throwable failure = null;
            for (int number = 0; number < pipe.segments(); number++) {
                Segment segment = new Segment(number, pipe.segments());
                Throwable thrown = follow(new Follower(pipe, segment, pages, options).quiet(), head);
                failure = failure == null ? thrown : failure;
            }
            return failure;
        }

        private @Nullable Throwable follow(Follower follower, KnownHead head) {
            long before = processed;
            long end = System.nanoTime() + PATIENCE.toNanos();
            Follower.Step step;
            while ((step = follower.step(head)) != Follower.Step.CAUGHT_UP) {
                if (follower.status().state() != FollowerStatus.State.RUNNING) {
                    processed = before + follower.processed();
                    return failureOf(follower);
                }
                if (step == Follower.Step.LATER) {
                    if (System.nanoTime() - end > 0) {
                        return new FollowerException(
                                "Another process has been at work on follower %s for %s".formatted(pipe, PATIENCE));
                    }
                    LockSupport.parkNanos(LOOK_AGAIN);
                } else {
                    processed = before + follower.processed();
                    progress.accept(processed);
                    end = System.nanoTime() + PATIENCE.toNanos();
                }
            }
            return null;
        }

        private Throwable failureOf(Follower follower) {
            return follower.failure()
                    .orElseGet(() -> new FollowerException("Follower %s is %s: resume it"
                            .formatted(pipe, follower.status().state())));
        }
    }
}
