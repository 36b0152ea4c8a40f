package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.mapping.ForgottenException;
import io.eventsourcing.mapping.encryption.KeyRing;
import io.eventsourcing.mapping.encryption.OriginatorKeyCipher;
import io.eventsourcing.persistence.IntegrityException;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForgettingTest {
    static List<Supplier<HikariDataSource>> databases() {
        return List.of(TestDatabases::h2, TestDatabases::postgres);
    }

    private static People people(HikariDataSource dataSource) {
        JdbcPersistence persistence = JdbcPersistence.of(dataSource);
        KeyRing ring = KeyRing.of("test", KeyRing.newKey());
        return new People(EventSourcing.builder(persistence)
                .cipher(new OriginatorKeyCipher(ring, persistence.originatorKeyRecorder()))
                .build());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aFollowerIsToldOfWhoWasForgottenAndARebuiltOneNeverSeesThem(Supplier<HikariDataSource> database) {
        try (HikariDataSource dataSource = database.get()) {
            Migrations.migrate(dataSource);
            People people = people(dataSource);
            UUID ada = people.register("Ada");
            UUID bob = people.register("Bob");
            PhoneBook live = new PhoneBook("LivePhoneBook");
            follow(people, live, () -> assertThat(live.names).containsOnlyKeys(ada, bob));
            people.people.forget(ada);
            follow(people, live, () -> assertThat(live.names).isEqualTo(Map.of(bob, "Bob")));
            PhoneBook rebuilt = new PhoneBook("RebuiltPhoneBook");
            follow(people, rebuilt, () -> assertThat(rebuilt.names).isEqualTo(Map.of(bob, "Bob")));
            assertThat(rebuilt.seen).containsExactly("Bob");
            assertThat(rebuilt.forgotten).containsExactly(ada);
        }
    }

    private static void follow(People people, PhoneBook book, Runnable check) {
        EventSourcedSystem system = EventSourcedSystem.of(EventSourcedSystem.pipe(people, book));
        try (Runner runner = Runner.multiThreaded(system)) {
            runner.start();
            runner.await(book.name(), Duration.ofSeconds(10));
        }
        check.run();
    }

    /** Whoever saves beside the forgetting is either forgotten with the rest, or refused. */
    @ParameterizedTest
    @MethodSource("databases")
    void nothingSavedBesideTheForgettingStaysReadable(Supplier<HikariDataSource> database) throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (HikariDataSource dataSource = database.get();
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Migrations.migrate(dataSource);
            People people = people(dataSource);
            for (int round = 0; round < 15; round++) {
                UUID id = people.register("Ada");
                List<Future<?>> savers = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    boolean inTransaction = random.nextBoolean();
                    savers.add(threads.submit(() -> renameUntilForgotten(people, id, inTransaction)));
                }
                forgetUntilDone(people, id);
                for (Future<?> saver : savers) {
                    saver.get();
                }
                assertThat(people.people.history(id))
                        .as("seed %d", seed)
                        .allSatisfy(event -> assertThat(event.body()).isNotInstanceOf(People.Event.class));
            }
        }
    }

    /** Savers without a pause between may well be faster ten times in a row. */
    private static void forgetUntilDone(People people, UUID id) {
        boolean done = false;
        while (!done) {
            try {
                done = people.people.forget(id);
            } catch (IntegrityException e) {
                assertThat(e.retryable()).isTrue();
            }
        }
    }

    private static void renameUntilForgotten(People people, UUID id, boolean inTransaction) {
        for (int i = 0; ; i++) {
            String name = "Ada " + i;
            try {
                if (inTransaction) {
                    people.eventSourcing().transactions().required(() -> people.rename(id, name));
                } else {
                    people.rename(id, name);
                }
            } catch (ForgottenException e) {
                assertThat(e.originatorId()).isEqualTo(id);
                return;
            } catch (IntegrityException e) {
                assertThat(e.retryable()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void twoWhoCreateTheSameOriginatorShareNoKey(Supplier<HikariDataSource> database) throws Exception {
        try (HikariDataSource dataSource = database.get();
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Migrations.migrate(dataSource);
            People people = people(dataSource);
            for (int round = 0; round < 10; round++) {
                UUID id = UUID.randomUUID();
                List<Future<Person>> both = List.of(
                        threads.submit(() -> people.registerOrRename(id, "Ada")),
                        threads.submit(() -> people.registerOrRename(id, "Bob")));
                for (Future<Person> each : both) {
                    each.get();
                }
                assertThat(people.people.get(id).version()).isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aStateOfAnotherRowIsRefused(Supplier<HikariDataSource> database) {
        try (HikariDataSource dataSource = database.get()) {
            Migrations.migrate(dataSource);
            People people = people(dataSource);
            UUID ada = people.register("Ada");
            people.rename(ada, "Ada Lovelace");
            JdbcPersistence.of(dataSource)
                    .execute(connection -> connection
                            .createStatement()
                            .executeUpdate(
                                    "UPDATE stored_events SET state = (SELECT state FROM stored_events WHERE id = 1)"));
            assertThatThrownBy(() -> people.people.get(ada)).hasMessageContaining("another row");
        }
    }

    static final class Person extends Aggregate<People.Event> {
        private String name = "";

        @Override
        protected void apply(People.Event event) {
            switch (event) {
                case People.Registered e -> name = e.name();
                case People.Renamed e -> name = e.name();
            }
        }

        static Person register(UUID id, String name) {
            return create(Person::new, id, new People.Registered(name));
        }

        void rename(String newName) {
            trigger(new People.Renamed(newName));
        }
    }

    static final class People extends Application {
        sealed interface Event permits Registered, Renamed {}

        record Registered(String name) implements Event {}

        record Renamed(String name) implements Event {}

        final Repository<Person> people = repository(Person.class);

        People(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        UUID register(String name) {
            Person person = Person.register(UUID.randomUUID(), name);
            save(person);
            return person.id();
        }

        Person rename(UUID id, String name) {
            return people.update(id, person -> person.rename(name));
        }

        Person registerOrRename(UUID id, String name) {
            return people.createOrUpdate(id, () -> Person.register(id, name), person -> {
                if (!person.name.equals(name)) {
                    person.rename(name);
                }
            });
        }
    }

    private record PhoneBook(String name, Map<UUID, String> names, List<String> seen, List<UUID> forgotten)
            implements Projection {
        PhoneBook(String name) {
            this(name, new ConcurrentHashMap<>(), new ArrayList<>(), new ArrayList<>());
        }

        @Override
        public Set<Class<?>> eventTypes() {
            return Set.of(People.Registered.class);
        }

        @Override
        public void project(DomainEvent<?> event) {
            if (event.body() instanceof People.Registered registered) {
                names.put(event.originatorId(), registered.name());
                seen.add(registered.name());
            }
        }

        @Override
        public void onForgotten(UUID originatorId) {
            names.remove(originatorId);
            forgotten.add(originatorId);
        }
    }
}
