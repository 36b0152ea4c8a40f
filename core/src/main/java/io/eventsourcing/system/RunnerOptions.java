package io.eventsourcing.system;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * How a runner works. What a {@link Pipe} says for itself goes before.
 *
 * @param batchSize how many notifications are processed in one transaction, at most
 * @param batchTime how long that transaction should take: after one that took longer, batches are smaller
 * @param pollInterval how long a runner sleeps, at most, before it looks for events that other processes saved
 * @param failurePolicy what is done about notifications that go on failing
 * @param followers the names of the followers that this runner runs; empty means all of the system
 */
public record RunnerOptions(
        int batchSize, Duration batchTime, Duration pollInterval, FailurePolicy failurePolicy, Set<String> followers) {
    private static final RunnerOptions DEFAULTS =
            new RunnerOptions(500, Duration.ofSeconds(1), Duration.ofMillis(500), FailurePolicy.stop(), Set.of());

    public RunnerOptions {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize must be at least 1 but is " + batchSize);
        }
        requireMillisecond("batchTime", batchTime);
        requireMillisecond("pollInterval", pollInterval);
        Objects.requireNonNull(failurePolicy, "failurePolicy");
        followers = Set.copyOf(followers);
    }

    private static void requireMillisecond(String name, Duration value) {
        if (Objects.requireNonNull(value, name).toMillis() < 1) {
            throw new IllegalArgumentException("%s must be at least 1 ms but is %s".formatted(name, value));
        }
    }

    /** 500 notifications or one second, 500 ms, to stop after 5 retries, all followers. */
    public static RunnerOptions defaults() {
        return DEFAULTS;
    }

    /** The same with another batch size. */
    public RunnerOptions batchSize(int value) {
        return new RunnerOptions(value, batchTime, pollInterval, failurePolicy, followers);
    }

    /** The same with another time for a batch. */
    public RunnerOptions batchTime(Duration value) {
        return new RunnerOptions(batchSize, value, pollInterval, failurePolicy, followers);
    }

    /** The same with another poll interval. */
    public RunnerOptions pollInterval(Duration value) {
        return new RunnerOptions(batchSize, batchTime, value, failurePolicy, followers);
    }

    /** The same with another number of retries. */
    public RunnerOptions retries(int value) {
        return failurePolicy(failurePolicy.retries(value));
    }

    /** The same with another failure policy. */
    public RunnerOptions failurePolicy(FailurePolicy value) {
        return new RunnerOptions(batchSize, batchTime, pollInterval, value, followers);
    }

    /** The same for some of the system's followers only: those that this process is to run. */
    public RunnerOptions followers(String... names) {
        return new RunnerOptions(batchSize, batchTime, pollInterval, failurePolicy, Set.of(names));
    }
}
