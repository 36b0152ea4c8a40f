package io.eventsourcing.examples.trainingschool;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import java.util.UUID;

/** Counts how many dogs have learned one trick. */
public class TrickCounter extends Aggregate<TrickCounter.Event> {
    public sealed interface Event permits Started, Incremented {}

    public record Started(String trick) implements Event {}

    public record Incremented(UUID dogId) implements Event {}

    private String trick = "";
    private long count;

    private TrickCounter() {}

    public static UUID idOf(String trick) {
        return NameBasedUuid.forUrl("/tricks/" + trick);
    }

    public static TrickCounter start(String trick) {
        return create(TrickCounter::new, idOf(trick), new Started(trick));
    }

    public void increment(UUID dogId) {
        trigger(new Incremented(dogId));
    }

    @Override
    protected void apply(Event event) {
        switch (event) {
            case Started e -> trick = e.trick();
            case Incremented e -> count++;
        }
    }

    public String trick() {
        return trick;
    }

    public long count() {
        return count;
    }
}
