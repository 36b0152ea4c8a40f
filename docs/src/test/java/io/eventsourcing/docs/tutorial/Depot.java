package io.eventsourcing.docs.tutorial;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import org.springframework.stereotype.Component;

@Component
public class Depot extends Application {
    private final Repository<Parcel> parcels = repository(Parcel.class);

    public Depot(EventSourcing eventSourcing) {
        super(eventSourcing);
    }

    public void accept(String number, String recipient) {
        save(Parcel.accept(number, recipient));
    }

    public void scan(String number, String place) {
        parcels.update(Parcel.idOf(number), parcel -> parcel.scan(place));
    }

    public void deliver(String number) {
        parcels.update(Parcel.idOf(number), Parcel::deliver);
    }
}
