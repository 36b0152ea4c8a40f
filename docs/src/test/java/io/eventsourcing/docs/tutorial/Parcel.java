package io.eventsourcing.docs.tutorial;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.domain.Topic;
import java.util.UUID;

public class Parcel extends Aggregate<Parcel.Event> {
    public sealed interface Event permits Accepted, Scanned, Delivered {}

    @Topic("parcel.accepted")
    public record Accepted(String number, String recipient) implements Event {}

    @Topic("parcel.scanned")
    public record Scanned(String place) implements Event {}

    @Topic("parcel.delivered")
    public record Delivered() implements Event {}

    private boolean delivered;

    private Parcel() {}

    public static UUID idOf(String number) {
        return NameBasedUuid.forUrl("/parcels/" + number);
    }

    public static Parcel accept(String number, String recipient) {
        return create(Parcel::new, idOf(number), new Accepted(number, recipient));
    }

    public void scan(String place) {
        if (delivered) {
            throw new IllegalStateException("The parcel has been delivered");
        }
        trigger(new Scanned(place));
    }

    public void deliver() {
        if (!delivered) {
            trigger(new Delivered());
        }
    }

    @Override
    protected void apply(Event event) {
        switch (event) {
            case Accepted e -> {}
            case Scanned e -> {}
            case Delivered e -> delivered = true;
        }
    }
}
