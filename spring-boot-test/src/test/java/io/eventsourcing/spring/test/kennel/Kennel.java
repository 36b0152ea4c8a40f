package io.eventsourcing.spring.test.kennel;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import org.springframework.stereotype.Component;

/** Where dogs stay. */
@Component
public class Kennel extends Application {
    private final Repository<Guest> guests = repository(Guest.class);

    public Kennel(EventSourcing eventSourcing) {
        super(eventSourcing);
    }

    public void arrive(String name) {
        save(Guest.arrive(name));
    }

    public void feed(String name, int grams) {
        guests.update(Guest.idOf(name), guest -> guest.feed(grams));
    }

    public boolean knows(String name) {
        return guests.contains(Guest.idOf(name));
    }
}
