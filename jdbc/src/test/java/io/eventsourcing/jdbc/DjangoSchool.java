package io.eventsourcing.jdbc;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.mapping.EventMapper;
import io.eventsourcing.mapping.python.PythonFormat;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The application that has written {@link DjangoDatabase}, in Java. */
final class DjangoSchool extends Application {
    @Topic("school:Dog")
    static final class Dog extends Aggregate<Dog.Event> implements Snapshots<Dog.State> {
        sealed interface Event permits Registered, TrickAdded {}

        @Topic("school:Dog.Registered")
        record Registered(String name) implements Event {}

        @Topic("school:Dog.TrickAdded")
        record TrickAdded(String trick) implements Event {}

        record State(String name, List<String> tricks) {}

        private String name = "";
        private final List<String> tricks = new ArrayList<>();

        private Dog() {}

        static Dog register(UUID id, String name) {
            return create(Dog::new, id, new Registered(name));
        }

        void addTrick(String trick) {
            trigger(new TrickAdded(trick));
        }

        String described() {
            return name + " " + tricks;
        }

        @Override
        protected void apply(Event event) {
            switch (event) {
                case Registered registered -> name = registered.name();
                case TrickAdded added -> tricks.add(added.trick());
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

    final Repository<Dog> dogs = repository(Dog.class);

    private DjangoSchool(EventSourcing eventSourcing) {
        super(eventSourcing, DjangoDatabase.APPLICATION);
    }

    private static EventSourcing eventSourcing(PersistenceModule persistence) {
        return EventSourcing.builder(persistence).format(PythonFormat.create()).build();
    }

    static DjangoSchool of(PersistenceModule persistence) {
        return new DjangoSchool(eventSourcing(persistence));
    }

    void register(UUID id, String name) {
        save(Dog.register(id, name));
    }

    /** A mapper that knows the events of the application. */
    static EventMapper mapper() {
        return DjangoSchool.of(new MemoryPersistence()).eventSourcing().mapper();
    }
}
