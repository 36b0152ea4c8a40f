package io.eventsourcing.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Forgotten;
import io.eventsourcing.domain.Redacted;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.ForgottenException;
import io.eventsourcing.mapping.encryption.CipherException;
import io.eventsourcing.mapping.encryption.EnvelopeCipher;
import io.eventsourcing.mapping.encryption.KeyRing;
import io.eventsourcing.mapping.encryption.OriginatorKeyCipher;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StateKeysTest {
    private static final String KEY = KeyRing.newKey();
    private static final KeyRing RING = KeyRing.of("2026", KEY);

    private final MemoryPersistence persistence = new MemoryPersistence();
    private final UUID ada = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();

    static final class Person extends Aggregate<Person.Event> implements Snapshots<Person.Names> {
        sealed interface Event permits Registered, Renamed {}

        record Registered(String name) implements Event {}

        record Renamed(String name) implements Event {}

        record Names(List<String> names) {}

        private final List<String> names = new ArrayList<>();

        static Person register(UUID id, String name) {
            return create(Person::new, id, new Registered(name));
        }

        void rename(String name) {
            trigger(new Renamed(name));
        }

        @Override
        protected void apply(Event event) {
            switch (event) {
                case Registered e -> names.add(e.name());
                case Renamed e -> names.add(e.name());
            }
        }

        @Override
        public Names snapshot() {
            return new Names(List.copyOf(names));
        }

        @Override
        public void restore(Names state) {
            names.addAll(state.names());
        }
    }

    static final class People extends Application {
        final Repository<Person> people = repository(Person.class, SnapshotRule.every(2));

        People(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        void register(UUID id, String name) {
            save(Person.register(id, name));
        }

        void rename(UUID id, String name) {
            people.update(id, person -> person.rename(name));
        }

        List<String> names(UUID id) {
            return people.get(id).names;
        }
    }

    private People people(Cipher cipher) {
        return new People(EventSourcing.builder(persistence).cipher(cipher).build());
    }

    private OriginatorKeyCipher ownKeys(KeyRing ring) {
        return new OriginatorKeyCipher(ring, persistence.originatorKeyRecorder());
    }

    private People adaAndBob(Cipher cipher) {
        People people = people(cipher);
        people.register(ada, "Ada");
        people.register(bob, "Bob");
        people.rename(ada, "Ada Lovelace");
        people.rename(ada, "Countess Lovelace");
        return people;
    }

    private List<StoredEvent> events(UUID id) {
        return persistence.eventRecorder().selectEvents("People", id, EventQuery.all());
    }

    private List<StoredEvent> snapshots(UUID id) {
        return persistence.snapshotRecorder().selectEvents("People", id, EventQuery.all());
    }

    @Test
    void theEventsOfAnOriginatorAreReadWithItsOwnKey() {
        People people = adaAndBob(ownKeys(RING));
        assertThat(people.names(ada)).containsExactly("Ada", "Ada Lovelace", "Countess Lovelace");
        assertThat(people(ownKeys(RING)).names(bob)).containsExactly("Bob");
        assertThat(persistence.originatorKeyRecorder().select("People", List.of(ada, bob)))
                .hasSize(2);
        assertThat(events(ada))
                .allSatisfy(event -> assertThat(new String(event.state(), StandardCharsets.ISO_8859_1))
                        .doesNotContain("Ada", "Lovelace"));
    }

    @Test
    void aForgottenAggregateCannotBeReadAgainInAnyWay() {
        People people = adaAndBob(ownKeys(RING));
        assertThat(snapshots(ada)).isNotEmpty();
        assertThat(people.people.forget(ada)).isTrue();
        assertThat(people.people.forget(ada)).isFalse();
        for (People each : List.of(people, people(ownKeys(RING)))) {
            assertThatThrownBy(() -> each.names(ada))
                    .isInstanceOf(ForgottenException.class)
                    .hasMessageContaining("Originator %s of application 'People' was forgotten", ada);
            assertThatThrownBy(() -> each.people.find(ada)).isInstanceOf(ForgottenException.class);
            assertThatThrownBy(() -> each.people.getAtVersion(ada, 1)).isInstanceOf(ForgottenException.class);
            assertThatThrownBy(() -> each.people.getAtVersion(ada, 2)).isInstanceOf(ForgottenException.class);
            assertThatThrownBy(() -> each.rename(ada, "Augusta")).isInstanceOf(ForgottenException.class);
            assertThat(each.people.contains(ada)).isTrue();
            assertThat(each.names(bob)).containsExactly("Bob");
        }
        assertThat(events(ada)).hasSize(4);
    }

    @Test
    void itsHistoryStillTellsWhatHappenedWhenButNotWhatItSaid() {
        People people = adaAndBob(ownKeys(RING));
        people.people.forget(ada);
        assertThat(people.people.history(ada))
                .<Object>extracting(DomainEvent::body)
                .containsExactly(
                        new Redacted(Person.Registered.class.getName()),
                        new Redacted(Person.Renamed.class.getName()),
                        new Redacted(Person.Renamed.class.getName()),
                        new Forgotten());
        assertThat(people.people.history(ada))
                .extracting(DomainEvent::originatorVersion)
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aCachedAggregateIsForgottenToo() {
        EventSourcing cached = EventSourcing.builder(persistence)
                .cipher(ownKeys(RING))
                .cache(CacheOptions.maximumSize(10))
                .build();
        People here = new People(cached);
        People elsewhere = adaAndBob(ownKeys(RING));
        here.rename(ada, "Augusta");
        assertThat(here.names(ada)).endsWith("Augusta");
        elsewhere.people.forget(ada);
        assertThatThrownBy(() -> here.names(ada)).isInstanceOf(ForgottenException.class);
        here.rename(bob, "Robert");
        here.people.forget(bob);
        assertThat(cached.cache().statistics().size()).isZero();
    }

    @Test
    void forgettingIsUndoneWithItsTransaction() {
        People people = adaAndBob(ownKeys(RING));
        assertThatThrownBy(() -> people.eventSourcing().transactions().required(() -> {
                    people.people.forget(ada);
                    throw new IllegalStateException("roll back");
                }))
                .hasMessage("roll back");
        assertThat(people.names(ada)).hasSize(3);
    }

    @Test
    void eventsSavedInTheTransactionThatForgetsAreForgottenToo() {
        People people = adaAndBob(ownKeys(RING));
        people.eventSourcing().transactions().required(() -> {
            people.rename(ada, "Augusta");
            return people.people.forget(ada);
        });
        assertThat(events(ada)).hasSize(5);
        assertThat(people.people.history(ada))
                .extracting(DomainEvent::body)
                .element(3)
                .isInstanceOf(Redacted.class);
    }

    @Test
    void whatWasStoredBeforeThereWereKeysIsForgottenToo() {
        adaAndBob(Cipher.none());
        People people = people(ownKeys(RING).readingPlain());
        assertThat(people.names(ada)).hasSize(3);
        people.people.forget(ada);
        for (People each : List.of(people, people(Cipher.none()), people(new EnvelopeCipher(RING).readingPlain()))) {
            assertThatThrownBy(() -> each.names(ada)).isInstanceOf(RuntimeException.class);
        }
        assertThat(events(ada))
                .allSatisfy(event -> assertThat(new String(event.state(), StandardCharsets.ISO_8859_1))
                        .doesNotContain("Ada", "Lovelace"));
        assertThat(snapshots(ada))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(new String(row.state(), StandardCharsets.ISO_8859_1))
                        .doesNotContain("Ada", "Lovelace"));
        assertThat(people.names(bob)).containsExactly("Bob");
    }

    @Test
    void whoHasNoKeysOfOriginatorsCannotForget() {
        People people = adaAndBob(new EnvelopeCipher(RING));
        assertThatThrownBy(() -> people.people.forget(ada))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OriginatorKeyCipher");
        assertThatThrownBy(() -> people.people.forget(UUID.randomUUID()))
                .isInstanceOf(AggregateNotFoundException.class);
        assertThat(people.names(ada)).hasSize(3);
    }

    @Test
    void keysAreWrappedAnewWithoutTouchingTheEvents() {
        adaAndBob(ownKeys(RING));
        List<StoredEvent> before = events(ada);
        String next = KeyRing.newKey();
        KeyRing changing = KeyRing.of("2027", next).andEarlier("2026", KEY);
        People people = people(ownKeys(changing));
        assertThat(people.names(ada)).hasSize(3);
        assertThat(people.eventSourcing().stateKeys().encryptAnew("People", rows -> {}))
                .isEqualTo(2);
        assertThat(people.eventSourcing().stateKeys().encryptAnew("People", rows -> {}))
                .isZero();
        assertThat(events(ada)).isEqualTo(before);
        assertThat(people(ownKeys(KeyRing.of("2027", next))).names(ada)).hasSize(3);
        assertThatThrownBy(() -> people(ownKeys(RING)).names(ada)).isInstanceOf(CipherException.class);
    }

    @Test
    void statesAreEncryptedAnewWhenTheCipherChanges() {
        adaAndBob(Cipher.none());
        List<Long> progress = new ArrayList<>();
        EventSourcing ring = people(new EnvelopeCipher(RING).readingPlain()).eventSourcing();
        assertThat(ring.stateKeys().encryptAnew("People", progress::add)).isEqualTo(5);
        assertThat(progress).containsExactly(4L, 5L);
        assertThat(people(new EnvelopeCipher(RING)).names(ada)).hasSize(3);
        EventSourcing own = people(ownKeys(RING)).eventSourcing();
        assertThat(own.stateKeys().encryptAnew("People", rows -> {})).isEqualTo(5);
        assertThat(own.stateKeys().encryptAnew("People", rows -> {})).isZero();
        people(ownKeys(RING)).people.forget(bob);
        assertThat(own.stateKeys().encryptAnew("People", rows -> {})).isZero();
        assertThat(people(ownKeys(RING)).names(ada)).hasSize(3);
    }

    @Test
    void anEventLogCanBeForgottenAndTakesNoEntriesAfterwards() {
        UUID id = UUID.randomUUID();
        EventSourcing eventSourcing =
                EventSourcing.builder(persistence).cipher(ownKeys(RING)).build();
        class Visits extends Application {
            final EventLog<Person.Event> log = log(id, Person.Event.class);

            Visits() {
                super(eventSourcing, "Visits");
            }
        }
        Visits visits = new Visits();
        visits.log.append(new Person.Registered("Ada"));
        assertThat(visits.log.list()).hasSize(1);
        eventSourcing.stateKeys().forget("Visits", id);
        assertThatThrownBy(() -> visits.log.append(new Person.Renamed("Bob"))).isInstanceOf(ForgottenException.class);
        assertThatThrownBy(visits.log::list).isInstanceOf(ForgottenException.class);
    }
}
