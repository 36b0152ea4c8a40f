package io.eventsourcing.examples.loanapplications;

import io.eventsourcing.examples.loanapplications.LoanApplications.Outcome;
import java.util.concurrent.atomic.LongAdder;

/** What the importers have done in this run. Thread-safe. */
final class ImportCounts {
    private final long begun = System.nanoTime();
    private final LongAdder stored = new LongAdder();
    private final LongAdder alreadyThere = new LongAdder();
    private final LongAdder events = new LongAdder();

    void add(Outcome outcome, int caseEvents) {
        switch (outcome) {
            case STORED -> stored.increment();
            case ALREADY_THERE -> alreadyThere.increment();
        }
        events.add(caseEvents);
    }

    long stored() {
        return stored.sum();
    }

    long alreadyThere() {
        return alreadyThere.sum();
    }

    /** The events of the cases stored or found, now. */
    long events() {
        return events.sum();
    }

    double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    /** The events of the cases stored or found, for each second since the beginning. */
    long eventsPerSecond() {
        return Math.round(events() / seconds());
    }
}
