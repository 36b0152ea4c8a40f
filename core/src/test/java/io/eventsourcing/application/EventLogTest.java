package io.eventsourcing.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateUnusableException;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.LogEntry;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.mapping.UnknownTopicException;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.VersionConflictException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private static final UUID REGISTER = UUID.fromString("6f1d5f62-5b0c-4f0e-9c11-6d8a2d0f3a01");

    sealed interface Registration permits Added, Removed {}

    record Added(UUID dog) implements Registration {}

    record Removed(UUID dog) implements Registration {}

    interface Open {}

    record Opened() implements Open {}

    static final class Dog extends Aggregate<Dog.Born> {
        record Born() {}

        static Dog born(UUID id) {
            return create(Dog::new, id, new Born());
        }

        @Override
        protected void apply(Born event) {}
    }

    static final class Kennel extends Application {
        final Repository<Dog> dogs = repository(Dog.class);
        final EventLog<Registration> register = log(REGISTER, Registration.class);

        Kennel(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        void saveAll(Aggregate<?>... aggregates) {
            save(aggregates);
        }

        EventLog<Dog.Born> logOf(UUID id) {
            return log(id, Dog.Born.class);
        }

        EventLog<Open> open() {
            return log(UUID.randomUUID(), Open.class);
        }

        EventLog<Open> listed() {
            return log(UUID.randomUUID(), Open.class, Opened.class);
        }
    }

    private final EventSourcing eventSourcing = EventSourcing.inMemory();
    private final Kennel kennel = new Kennel(eventSourcing);
    private final EventLog<Registration> register = kennel.register;

    private <T> T inTransaction(Supplier<T> work) {
        return eventSourcing.transactions().required(work);
    }

    private static Registration added() {
        return new Added(UUID.randomUUID());
    }

    private List<Registration> appendSome(int count) {
        List<Registration> appended = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            appended.add(added());
            register.append(appended.getLast());
        }
        return appended;
    }

    private static <E> List<E> bodies(List<DomainEvent<E>> events) {
        return events.stream().map(DomainEvent::body).toList();
    }

    private List<Long> versions(EventQuery query) {
        return register.list(query).stream().map(DomainEvent::originatorVersion).toList();
    }

    @Test
    void anEmptyLogHasNoFirstAndNoLastEvent() {
        assertThat(register.id()).isEqualTo(REGISTER);
        assertThat(register.first()).isEmpty();
        assertThat(register.last()).isEmpty();
        assertThat(register.list()).isEmpty();
    }

    @Test
    void eventsAreAppendedOneAfterTheOther() {
        assertThat(register.append(new Added(REGISTER))).isEqualTo(1);
        assertThat(register.append(new Removed(REGISTER))).isEqualTo(2);
        assertThat(bodies(register.list())).containsExactly(new Added(REGISTER), new Removed(REGISTER));
        assertThat(register.first()).map(DomainEvent::body).contains(new Added(REGISTER));
        assertThat(register.last()).map(DomainEvent::body).contains(new Removed(REGISTER));
        assertThat(register.last()).map(DomainEvent::originatorVersion).contains(2L);
    }

    @Test
    void aPartOfTheLogCanBeListed() {
        appendSome(5);
        assertThat(versions(EventQuery.all().after(1).upTo(3))).containsExactly(2L, 3L);
        assertThat(versions(EventQuery.all().limit(2))).containsExactly(1L, 2L);
        assertThat(versions(new EventQuery(1, 4, true, 2))).containsExactly(4L, 3L);
    }

    @Test
    void anEntryCarriesTheMetadataOfItsSave() {
        eventSourcing.withMetadata(Metadata.none().with("user", "Ada"), () -> register.append(added()));
        assertThat(register.last().orElseThrow().metadata().get("user")).hasValue("Ada");
    }

    @Test
    void anEntryAndAnAggregateAreSavedTogether() {
        Dog dog = Dog.born(UUID.randomUUID());
        kennel.saveAll(dog, register.trigger(new Added(dog.id())));
        assertThat(kennel.dogs.contains(dog.id())).isTrue();
        assertThat(bodies(register.list())).containsExactly(new Added(dog.id()));
    }

    @Test
    void anEntryAndAnAggregateAreNotSavedIfOneOfThemCannotBe() {
        UUID id = UUID.randomUUID();
        kennel.saveAll(Dog.born(id));
        assertThatThrownBy(() -> kennel.saveAll(register.trigger(new Added(id)), Dog.born(id)))
                .isInstanceOf(VersionConflictException.class);
        assertThat(register.list()).isEmpty();

        Dog other = Dog.born(UUID.randomUUID());
        LogEntry<Registration> late = register.trigger(new Added(other.id()));
        register.append(added());
        assertThatThrownBy(() -> kennel.saveAll(other, late)).isInstanceOf(VersionConflictException.class);
        assertThat(kennel.dogs.contains(other.id())).isFalse();
    }

    @Test
    void oneEntryMayHoldSeveralEvents() {
        appendSome(1);
        List<Registration> more = List.of(added(), added(), added());
        kennel.saveAll(register.trigger(more.get(0)).and(more.get(1)).and(more.get(2)));
        assertThat(bodies(register.list(EventQuery.all().after(1)))).isEqualTo(more);
        assertThat(versions(EventQuery.all())).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void insideATransactionTheLogSeesWhatIsKept() {
        List<Registration> before = appendSome(3);
        inTransaction(() -> {
            List<Registration> kept = appendSome(2);
            assertThat(register.first()).map(DomainEvent::body).contains(before.getFirst());
            assertThat(register.last()).map(DomainEvent::body).contains(kept.getLast());
            assertThat(versions(EventQuery.all())).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(versions(EventQuery.all().limit(4))).containsExactly(1L, 2L, 3L, 4L);
            assertThat(versions(EventQuery.all().after(2).upTo(4))).containsExactly(3L, 4L);
            assertThat(versions(new EventQuery(1, 4, true, 2))).containsExactly(4L, 3L);
            assertThat(versions(new EventQuery(1, 5, true, 99))).containsExactly(5L, 4L, 3L, 2L);
            assertThat(versions(EventQuery.all().limit(0))).isEmpty();
            return true;
        });
        assertThat(register.list()).hasSize(5);
    }

    @Test
    void whatIsRolledBackIsNotInTheLog() {
        appendSome(2);
        List<LogEntry<Registration>> undone = new ArrayList<>();
        assertThatThrownBy(() -> inTransaction(() -> {
                    undone.add(register.trigger(added()));
                    kennel.saveAll(undone.getFirst());
                    register.append(added());
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(versions(EventQuery.all())).containsExactly(1L, 2L);
        assertThatThrownBy(() -> kennel.saveAll(undone.getFirst())).isInstanceOf(AggregateUnusableException.class);
        assertThat(register.append(added())).isEqualTo(3);
    }

    @Test
    void insideATransactionAConflictComesOutOfTheCommit() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    register.append(added());
                    return eventSourcing.transactions().separate(() -> register.append(added()));
                }))
                .isInstanceOf(VersionConflictException.class);
        assertThat(versions(EventQuery.all())).containsExactly(1L);
    }

    @Test
    void threadsThatAppendAtTheSameTimeLeaveNoHoleAndLoseNothing() throws Exception {
        List<Registration> events =
                IntStream.range(0, 80).mapToObj(i -> added()).toList();
        List<Long> given = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Long>> futures = events.stream()
                    .map(event -> threads.submit(() -> register.append(event)))
                    .toList();
            for (Future<Long> future : futures) {
                given.add(future.get());
            }
        }
        List<Long> expected = LongStream.rangeClosed(1, 80).boxed().toList();
        assertThat(given).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(versions(EventQuery.all())).isEqualTo(expected);
        assertThat(bodies(register.list())).containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void logsAreNotAmongTheAggregates() {
        appendSome(2);
        UUID id = UUID.randomUUID();
        kennel.saveAll(Dog.born(id));
        assertThat(kennel.dogs.ids(0, 10).ids()).containsExactly(id);
        assertThatThrownBy(() -> kennel.dogs.find(REGISTER)).isInstanceOf(AggregateTypeException.class);
    }

    @Test
    void theIdOfAnAggregateIsNotThatOfALog() {
        kennel.saveAll(Dog.born(REGISTER));
        assertThatThrownBy(() -> register.append(added()))
                .isInstanceOf(AggregateTypeException.class)
                .hasMessage(
                        "Originator %s in application 'Kennel' is not a io.eventsourcing.event-log but a %s",
                        REGISTER, Dog.Born.class.getName());
        assertThatThrownBy(register::list).isInstanceOf(AggregateTypeException.class);
        assertThat(kennel.dogs.history(REGISTER)).hasSize(1);
    }

    @Test
    void anApplicationMayHaveSeveralLogs() {
        EventLog<Dog.Born> births = kennel.logOf(UUID.randomUUID());
        EventLog<Dog.Born> others = kennel.logOf(UUID.randomUUID());
        births.append(new Dog.Born());
        register.append(added());
        assertThat(births.list()).hasSize(1);
        assertThat(others.list()).isEmpty();
        assertThat(register.list()).hasSize(1);
    }

    @Test
    void anEventOfANewerVersionOfTheApplicationDoesNotHinderAppending() {
        eventSourcing
                .persistence()
                .eventRecorder()
                .insertEvents(List.of(
                        new StoredEvent("Kennel", REGISTER, 1, "AddedLater", new byte[0], null, null, Instant.EPOCH)));
        assertThat(register.append(added())).isEqualTo(2);
        assertThat(register.last()).isPresent();
        assertThatThrownBy(register::first).isInstanceOf(UnknownTopicException.class);
    }

    @Test
    void theEventTypesAreTheLeavesOfASealedTypeOrAreListed() {
        assertThatThrownBy(kennel::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("list the event types");
        EventLog<Open> listed = kennel.listed();
        listed.append(new Opened());
        assertThat(bodies(listed.list())).containsExactly(new Opened());
    }
}
