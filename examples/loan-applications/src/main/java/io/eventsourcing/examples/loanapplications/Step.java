package io.eventsourcing.examples.loanapplications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of the log.
 *
 * @param activity what was done, for example {@code A_SUBMITTED}
 * @param transition where in its life the activity is, for example {@code COMPLETE}
 * @param timestamp when it happened
 * @param resource who did it, if the log knows
 */
record Step(
        String activity,
        String transition,
        Instant timestamp,
        @Nullable String resource) {}
