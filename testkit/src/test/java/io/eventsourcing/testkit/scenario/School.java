package io.eventsourcing.testkit.scenario;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import java.util.UUID;

/** A leader: dogs that learn tricks. */
class School extends Application {
    static final class Dog extends Aggregate<Dog.Event> {
        sealed interface Event permits Registered, TrickAdded {}

        record Registered(String name) implements Event {}

        record TrickAdded(String trick) implements Event {}

        private Dog() {}

        static UUID idOf(String name) {
            return NameBasedUuid.forUrl("/dogs/" + name);
        }

        static Dog register(String name) {
            return create(Dog::new, idOf(name), new Registered(name));
        }

        void addTrick(String trick) {
            trigger(new TrickAdded(trick));
        }

        @Override
        protected void apply(Event event) {}
    }

    private final Repository<Dog> dogs = repository(Dog.class);

    School(EventSourcing eventSourcing) {
        super(eventSourcing);
    }

    void register(String name) {
        save(Dog.register(name));
    }

    void addTrick(String name, String trick) {
        dogs.update(Dog.idOf(name), dog -> dog.addTrick(trick));
    }
}
