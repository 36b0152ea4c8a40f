package io.eventsourcing.check;

import io.eventsourcing.persistence.StoredEvent;

/** Counts and passes on what a check finds. */
final class Findings {
    private final String applicationName;
    private final CheckListener listener;
    private long problems;
    private long checked;

    Findings(String applicationName, CheckListener listener) {
        this.applicationName = applicationName;
        this.listener = listener;
    }

    void problem(StoreProblem.Kind kind, StoredEvent row, String message) {
        problem(kind, "%s/%d".formatted(row.originatorId(), row.originatorVersion()), message);
    }

    void problem(StoreProblem.Kind kind, String key, String message) {
        problems++;
        listener.problem(new StoreProblem(kind, applicationName, key, message));
    }

    void checked(int rows) {
        checked += rows;
        listener.progress(applicationName, checked);
    }

    long problems() {
        return problems;
    }
}
