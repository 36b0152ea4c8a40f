package io.eventsourcing.spring.command;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.system.ProcessApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The applications of the Python library's golden data: a school, its counters, their announcements. */
public final class SchoolSystem {
    private SchoolSystem() {}

    @Topic("training_school.domain:Dog")
    static final class Dog extends Aggregate<Dog.Event> implements Snapshots<Dog.State> {
        sealed interface Event permits Registered, TrickAdded {}

        @Topic("training_school.domain:Dog.Registered")
        record Registered(String name) implements Event {}

        @Topic("training_school.domain:Dog.TrickAdded")
        record TrickAdded(String trick) implements Event {}

        @Topic("training_school.domain:Dog.State")
        record State(String name, List<String> tricks) {}

        private String name = "";
        private final List<String> tricks = new ArrayList<>();

        private Dog() {}

        static Dog register(String name) {
            return create(Dog::new, NameBasedUuid.forUrl("/dogs/" + name), new Registered(name));
        }

        void addTrick(String trick) {
            trigger(new TrickAdded(trick));
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

    @Topic("training_school.domain:TrickCounter")
    static final class TrickCounter extends Aggregate<TrickCounter.Event> {
        sealed interface Event permits Started, Incremented {}

        @Topic("training_school.domain:TrickCounter.Started")
        record Started(String trick) implements Event {}

        @Topic("training_school.domain:TrickCounter.Incremented")
        record Incremented(UUID dogId) implements Event {}

        private TrickCounter() {}

        static UUID idOf(String trick) {
            return NameBasedUuid.forUrl("/tricks/" + trick);
        }

        static TrickCounter start(String trick) {
            return create(TrickCounter::new, idOf(trick), new Started(trick));
        }

        void increment(UUID dogId) {
            trigger(new Incremented(dogId));
        }

        @Override
        protected void apply(Event event) {}
    }

    @Topic("training_school.domain:Announcement")
    static final class Announcement extends Aggregate<Announcement.Published> {
        @Topic("training_school.domain:Announcement.Published")
        record Published(String text, UUID counterId) {}

        private Announcement() {}

        static Announcement publish(String text, UUID counterId) {
            return create(
                    Announcement::new, NameBasedUuid.forUrl("/announcements/" + text), new Published(text, counterId));
        }

        @Override
        protected void apply(Published event) {}
    }

    public static class TrainingSchool extends Application {
        private final Repository<Dog> dogs = repository(Dog.class);

        public TrainingSchool(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        public void train(String name, String... tricks) {
            Dog dog = Dog.register(name);
            for (String trick : tricks) {
                dog.addTrick(trick);
            }
            save(dog);
        }

        Repository<Dog> dogs() {
            return dogs;
        }
    }

    /** Counts tricks; fails at {@code play dead} if it is to. */
    public static class TrickCounters extends ProcessApplication {
        private final Repository<TrickCounter> counters = repository(TrickCounter.class);
        private final @Nullable RuntimeException atPlayDead;

        public TrickCounters(EventSourcing eventSourcing) {
            this(eventSourcing, null, null);
        }

        TrickCounters(EventSourcing eventSourcing, @Nullable String name, @Nullable RuntimeException atPlayDead) {
            super(eventSourcing, name);
            this.atPlayDead = atPlayDead;
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            if (event.body() instanceof Dog.TrickAdded added) {
                if (atPlayDead != null && added.trick().equals("play dead")) {
                    throw atPlayDead;
                }
                counters.createOrUpdate(
                        TrickCounter.idOf(added.trick()),
                        () -> TrickCounter.start(added.trick()),
                        counter -> counter.increment(event.originatorId()));
            }
        }
    }

    static class Announcements extends ProcessApplication {
        private final Repository<Announcement> announcements =
                repository(Announcement.class, Announcement.Published.class);

        Announcements(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            if (event.originatorVersion() == 4) {
                String counter = event.originatorId().toString().replace("-", "");
                save(Announcement.publish("counter %s reached 3".formatted(counter), event.originatorId()));
            }
        }

        Repository<Announcement> announcements() {
            return announcements;
        }

        @Override
        protected Set<Class<?>> eventTypes() {
            return Set.of(TrickCounter.Incremented.class);
        }
    }
}
