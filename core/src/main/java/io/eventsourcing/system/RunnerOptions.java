package io.eventsourcing.system;

import java.time.Duration;
import java.util.Objects;

/**
 * How a runner works.
 *
 * @param batchSize how many notifications are processed in one transaction, at most
 * @param pollInterval how long a follower sleeps, at most, before it looks for events that other processes saved
 * @param retries how often a failing notification is tried again before its follower stops
 */
public record RunnerOptions(int batchSize, Duration pollInterval, int retries) {
    private static final RunnerOptions DEFAULTS = new RunnerOptions(500, Duration.ofMillis(500), 5);

    public RunnerOptions {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize must be at least 1 but is " + batchSize);
        }
        if (Objects.requireNonNull(pollInterval, "pollInterval").toMillis() < 1) {
            throw new IllegalArgumentException("pollInterval must be at least 1 ms but is " + pollInterval);
        }
        if (retries < 0) {
            throw new IllegalArgumentException("retries must not be negative but is " + retries);
        }
    }

    /** 500 notifications, 500 ms, 5 retries. */
    public static RunnerOptions defaults() {
        return DEFAULTS;
    }

    /** The same with another batch size. */
    public RunnerOptions batchSize(int value) {
        return new RunnerOptions(value, pollInterval, retries);
    }

    /** The same with another poll interval. */
    public RunnerOptions pollInterval(Duration value) {
        return new RunnerOptions(batchSize, value, retries);
    }

    /** The same with another number of retries. */
    public RunnerOptions retries(int value) {
        return new RunnerOptions(batchSize, pollInterval, value);
    }
}
