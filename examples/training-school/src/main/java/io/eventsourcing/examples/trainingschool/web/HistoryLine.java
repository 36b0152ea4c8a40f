package io.eventsourcing.examples.trainingschool.web;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.examples.trainingschool.Dog;
import java.time.Instant;

/** One event of a dog's history, in words. */
record HistoryLine(long version, Instant recordedAt, String what, String who) {
    static HistoryLine of(DomainEvent<?> event) {
        String what = event.body() instanceof Dog.Event body
                ? describe(body)
                : event.body().toString();
        String who = event.metadata().get(Metadata.USER).orElse("");
        return new HistoryLine(event.originatorVersion(), event.recordedAt(), what, who);
    }

    private static String describe(Dog.Event event) {
        return switch (event) {
            case Dog.Registered registered -> "Registered as " + registered.name();
            case Dog.TrickAdded added -> "Learned " + added.trick();
        };
    }
}
