package io.eventsourcing.testkit.contract;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventLog;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.Replay;
import io.eventsourcing.projection.Shadow;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** A read model that every backend can hold: copies of what was paid, in two books, and which of them is read. */
final class TillBooks extends Application implements Projection {
    record Switched(boolean second) {}

    private final EventLog<Switched> switches = log(new UUID(0, 1), Switched.class);
    private final Copies first;
    private final Copies second;
    private final Queue<Integer> effects = new ConcurrentLinkedQueue<>();
    private volatile Consumer<DomainEvent<?>> before = event -> {};

    TillBooks(EventSourcing eventSourcing) {
        super(eventSourcing);
        this.first = new Copies(eventSourcing, "FirstBook");
        this.second = new Copies(eventSourcing, "SecondBook");
    }

    /** Called for each event before it is projected into the book that is read. */
    void before(Consumer<DomainEvent<?>> action) {
        before = action;
    }

    @Override
    public String name() {
        return super.name();
    }

    @Override
    public void project(DomainEvent<?> event) {
        before.accept(event);
        read().policy(event);
        affect(event);
    }

    private void affect(DomainEvent<?> event) {
        int amount = Copies.amountOf(event);
        if (amount != 0) {
            Replay.unlessReplaying(() -> effects.add(amount));
        }
    }

    private Copies read() {
        return switches.last().map(last -> last.body().second()).orElse(false) ? second : first;
    }

    /** What is read of a till. */
    List<Integer> of(String till) {
        return read().of(till);
    }

    /** What is in the second book, whether it is read or not. */
    Copies second() {
        return second;
    }

    /** The amounts of which there was an effect, which is none while they are replayed. */
    List<Integer> effects() {
        return effects.stream().sorted().toList();
    }

    /** The second book, to be put in the place of the first; the projection into it does something else first. */
    Shadow shadow(Consumer<DomainEvent<?>> beforeEach, Runnable onClear) {
        return new Shadow() {
            @Override
            public String version() {
                return "second";
            }

            @Override
            public Projection projection() {
                return event -> {
                    beforeEach.accept(event);
                    second.policy(event);
                    affect(event);
                };
            }

            @Override
            public void clear() {
                onClear.run();
            }

            @Override
            public void swap() {
                switches.append(new Switched(true));
            }
        };
    }
}
