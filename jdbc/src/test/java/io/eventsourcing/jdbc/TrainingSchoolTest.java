package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.ProcessApplication;
import io.eventsourcing.system.Runner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingSchoolTest {
    @ParameterizedTest
    @EnumSource
    void aFollowerCountsTheTricksOfTheWholeSchool(TestDatabase database) {
        try (HikariDataSource dataSource = database.open()) {
            Migrations.migrate(dataSource);
            EventSourcing eventSourcing = EventSourcing.of(JdbcPersistence.of(dataSource));
            TrainingSchool school = new TrainingSchool(eventSourcing);
            TrickCounters counters = new TrickCounters(eventSourcing);
            EventSourcedSystem system = EventSourcedSystem.of(EventSourcedSystem.pipe(school, counters));
            for (Runner runner : List.of(Runner.multiThreaded(system), Runner.singleThreaded(system))) {
                String name = "Fido of " + runner.getClass().getSimpleName();
                long before = counters.count("sit");
                try (runner) {
                    runner.start();
                    school.register(name);
                    school.addTrick(name, "sit");
                    school.addTrick(name, "roll over");
                    school.addTrick(name, "sit");
                    runner.await("TrickCounters", Duration.ofSeconds(10));
                }
                assertThat(school.tricks(name)).containsExactly("sit", "roll over", "sit");
                assertThat(counters.count("sit")).isEqualTo(before + 2);
                assertThatThrownBy(() -> school.register(name))
                        .isInstanceOf(VersionConflictException.class)
                        .hasMessageContaining("Version 1 of originator " + Dog.idOf(name));
            }
        }
    }

    static final class Dog extends Aggregate<Dog.Event> {
        sealed interface Event permits Registered, TrickAdded {}

        record Registered(String name) implements Event {}

        record TrickAdded(String trick) implements Event {}

        private final List<String> tricks = new ArrayList<>();

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
        protected void apply(Event event) {
            if (event instanceof TrickAdded added) {
                tricks.add(added.trick());
            }
        }
    }

    static final class TrickCounter extends Aggregate<TrickCounter.Event> {
        sealed interface Event permits Started, Incremented {}

        record Started(String trick) implements Event {}

        record Incremented() implements Event {}

        private long count;

        static UUID idOf(String trick) {
            return NameBasedUuid.forUrl("/tricks/" + trick);
        }

        static TrickCounter start(String trick) {
            return create(TrickCounter::new, idOf(trick), new Started(trick));
        }

        void increment() {
            trigger(new Incremented());
        }

        @Override
        protected void apply(Event event) {
            if (event instanceof Incremented) {
                count++;
            }
        }
    }

    static final class TrainingSchool extends Application {
        private final Repository<Dog> dogs = repository(Dog.class);

        TrainingSchool(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        void register(String name) {
            save(Dog.register(name));
        }

        void addTrick(String name, String trick) {
            dogs.update(Dog.idOf(name), dog -> dog.addTrick(trick));
        }

        List<String> tricks(String name) {
            return dogs.get(Dog.idOf(name)).tricks;
        }
    }

    static final class TrickCounters extends ProcessApplication {
        private final Repository<TrickCounter> counters = repository(TrickCounter.class);

        TrickCounters(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        long count(String trick) {
            return counters.find(TrickCounter.idOf(trick)).map(c -> c.count).orElse(0L);
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            if (event.body() instanceof Dog.TrickAdded added) {
                counters.createOrUpdate(
                        TrickCounter.idOf(added.trick()),
                        () -> TrickCounter.start(added.trick()),
                        TrickCounter::increment);
            }
        }
    }
}
