package io.eventsourcing.system;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a failing notification is tried again: with pauses that double from the first to the longest, each shortened at
 * random by up to a half, so that several followers do not come back all at once.
 *
 * @param retries how often it is tried again
 * @param first the pause after the first failure, at most
 * @param longest what the pauses do not exceed
 */
public record Backoff(int retries, Duration first, Duration longest) {
    private static final Backoff DEFAULTS = new Backoff(5, Duration.ofMillis(50), Duration.ofSeconds(10));

    public Backoff {
        if (retries < 0) {
            throw new IllegalArgumentException("retries must not be negative but is " + retries);
        }
        if (Objects.requireNonNull(first, "first").toMillis() < 1) {
            throw new IllegalArgumentException("The first pause must be at least 1 ms but is " + first);
        }
        if (Objects.requireNonNull(longest, "longest").compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "The longest pause, %s, is shorter than the first, %s".formatted(longest, first));
        }
    }

    /** 5 retries, from 50 ms to 10 s. */
    public static Backoff defaults() {
        return DEFAULTS;
    }

    /** The pause after so many failures in a row. */
    Duration pause(int failures) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, 20));
        long most = (doubled.compareTo(longest) < 0 ? doubled : longest).toNanos();
        return Duration.ofNanos(most - ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }
}
