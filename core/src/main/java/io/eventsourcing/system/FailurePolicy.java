package io.eventsourcing.system;

import java.time.Duration;
import java.util.Objects;

/**
 * What a follower does about a notification that fails however often it is tried. Until then it is tried again as its
 * {@link Backoff} says, and the followers of other segments go on. Failures that are not the notification's, such as a
 * database that cannot be reached or an event type that only a newer version knows, are waited for under every policy.
 *
 * @param backoff how it is tried again
 * @param then what becomes of it after the last retry
 * @param parkedAtMost how many notifications may be parked for one follower of one leader; beyond that, it stops
 */
public record FailurePolicy(Backoff backoff, Then then, int parkedAtMost) {
    private static final int PARKED_AT_MOST = 1_000;

    /** What becomes of a notification that goes on failing. */
    public enum Then {
        /** The follower stops before it and says why; nothing is passed over. */
        STOP,
        /**
         * It is put aside, and with it everything that follows from the same originator, to be retried or discarded through
         * {@link ParkedNotifications}. The other originators go on.
         */
        PARK,
        /** It is passed over, with an error in the log: the follower never sees it. */
        SKIP
    }

    public FailurePolicy {
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(then, "then");
        if (parkedAtMost < 1) {
            throw new IllegalArgumentException("parkedAtMost must be at least 1 but is " + parkedAtMost);
        }
    }

    /** Stops after 5 retries: the default. */
    public static FailurePolicy stop() {
        return new FailurePolicy(Backoff.defaults(), Then.STOP, PARKED_AT_MOST);
    }

    /** Parks after 5 retries, at most 1,000 notifications. */
    public static FailurePolicy park() {
        return new FailurePolicy(Backoff.defaults(), Then.PARK, PARKED_AT_MOST);
    }

    /** Skips after 5 retries. */
    public static FailurePolicy skip() {
        return new FailurePolicy(Backoff.defaults(), Then.SKIP, PARKED_AT_MOST);
    }

    /** The same with another number of retries. */
    public FailurePolicy retries(int value) {
        return new FailurePolicy(new Backoff(value, backoff.first(), backoff.longest()), then, parkedAtMost);
    }

    /** The same with other pauses between the retries. */
    public FailurePolicy pauses(Duration first, Duration longest) {
        return new FailurePolicy(new Backoff(backoff.retries(), first, longest), then, parkedAtMost);
    }

    /** The same with another bound on parked notifications. */
    public FailurePolicy parkedAtMost(int value) {
        return new FailurePolicy(backoff, then, value);
    }
}
