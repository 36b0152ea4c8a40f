package io.eventsourcing.spring.test.kennel;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import java.util.UUID;

/** A dog that stays. */
public class Guest extends Aggregate<Guest.Event> {
    public sealed interface Event permits Arrived, Fed {}

    public record Arrived(String name) implements Event {}

    public record Fed(int grams) implements Event {}

    private Guest() {}

    public static UUID idOf(String name) {
        return NameBasedUuid.forUrl("/guests/" + name);
    }

    static Guest arrive(String name) {
        return create(Guest::new, idOf(name), new Arrived(name));
    }

    void feed(int grams) {
        if (grams <= 0) {
            throw new IllegalArgumentException("A meal has some grams");
        }
        trigger(new Fed(grams));
    }

    @Override
    protected void apply(Event event) {}
}
