package io.eventsourcing.examples.trainingschool;

import io.eventsourcing.domain.DomainEvent;
import java.time.Instant;

/** One event of a dog's history, in words. */
record HistoryLine(long version, Instant recordedAt, String what) {
    static HistoryLine of(DomainEvent<?> event) {
        String what = event.body() instanceof Dog.Event body
                ? describe(body)
                : event.body().toString();
        return new HistoryLine(event.originatorVersion(), event.recordedAt(), what);
    }

    private static String describe(Dog.Event event) {
        return switch (event) {
            case Dog.Registered registered -> "Registered as " + registered.name();
            case Dog.TrickAdded added -> "Learned " + added.trick();
        };
    }
}
