package io.eventsourcing.spring.command.store;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.DeciderRepository;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Decider;
import io.eventsourcing.domain.FinalEvent;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.domain.Topic;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An application with aggregates of both styles. */
class Kennel extends Application {
    static final class Dog extends Aggregate<Dog.Event> implements Snapshots<Dog.State> {
        sealed interface Event permits Registered, TrickAdded, Died {}

        @Topic("kennel:Dog.Registered")
        record Registered(String name) implements Event {}

        @Topic("kennel:Dog.TrickAdded")
        record TrickAdded(String trick) implements Event {}

        @FinalEvent
        @Topic("kennel:Dog.Died")
        record Died() implements Event {}

        @Topic("kennel:Dog.State")
        record State(String name, List<String> tricks) {}

        private String name = "";
        private final List<String> tricks = new ArrayList<>();

        private Dog() {}

        static Dog register(String name) {
            return create(Dog::new, idOf(name), new Registered(name));
        }

        void addTrick(String trick) {
            trigger(new TrickAdded(trick));
        }

        void die() {
            trigger(new Died());
        }

        @Override
        protected void apply(Event event) {
            switch (event) {
                case Registered registered -> name = registered.name();
                case TrickAdded added -> tricks.add(added.trick());
                case Died died -> {}
            }
        }

        @Override
        public State snapshot() {
            return new State(name, List.copyOf(tricks));
        }

        @Override
        public void restore(State state) {
            name = state.name();
            tricks.addAll(state.tricks());
        }
    }

    /** Has no snapshots, and a field of everything that is hard to show. */
    static final class Owner extends Aggregate<Owner.Moved> {
        @Topic("kennel:Owner.Moved")
        record Moved(String address, LocalDate on) {}

        private record Address(String text, LocalDate since) {}

        private final List<Address> addresses = new ArrayList<>();
        private final Owner self = this;
        private final Runnable action = () -> addresses.clear();

        private Owner() {}

        static Owner at(String address) {
            return create(Owner::new, NameBasedUuid.forUrl("/owners/1"), new Moved(address, LocalDate.of(2026, 1, 31)));
        }

        @Override
        protected void apply(Moved event) {
            addresses.add(new Address(event.address(), event.on()));
        }
    }

    record Walks(int count) {}

    @Topic("kennel:Walk")
    record Walk() {}

    @Topic("kennel:WalkRules")
    static final class WalkRules implements Decider<String, Walk, Walks> {
        @Override
        public Class<Walk> eventType() {
            return Walk.class;
        }

        @Override
        public Walks initialState() {
            return new Walks(0);
        }

        @Override
        public List<Walk> decide(String command, Walks state) {
            return List.of(new Walk());
        }

        @Override
        public Walks evolve(Walks state, Walk event) {
            return new Walks(state.count() + 1);
        }
    }

    final Repository<Dog> dogs = repository(Dog.class);
    final Repository<Owner> owners = repository(Owner.class, Owner.Moved.class);
    final DeciderRepository<String, Walks> walks = repository(new WalkRules());

    Kennel(EventSourcing eventSourcing) {
        this(eventSourcing, "Kennel");
    }

    Kennel(EventSourcing eventSourcing, String name) {
        super(eventSourcing, name);
    }

    static UUID idOf(String name) {
        return NameBasedUuid.forUrl("/dogs/" + name);
    }

    void move(String address) {
        save(Owner.at(address));
    }

    void train(String name, String... tricks) {
        dogs.createOrUpdate(
                idOf(name), () -> Dog.register(name), dog -> List.of(tricks).forEach(dog::addTrick));
    }
}
