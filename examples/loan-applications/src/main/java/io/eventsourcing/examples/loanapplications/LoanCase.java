package io.eventsourcing.examples.loanapplications;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One trace of the log.
 *
 * @param name the case's name, under which it is stored
 * @param amountRequested the loan applied for, if the log knows
 * @param registeredAt when the case was registered, if the log knows
 * @param steps the events in the order of the log
 */
record LoanCase(
        String name,
        @Nullable Long amountRequested,
        @Nullable Instant registeredAt,
        List<Step> steps) {
    LoanCase {
        steps = List.copyOf(steps);
    }
}
