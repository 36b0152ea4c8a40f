package io.eventsourcing.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.AggregateUnusableException;
import io.eventsourcing.domain.Decider;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApplicationTest {
    static class Counter extends Aggregate<Counter.Event> {
        sealed interface Event permits Begun, Counted {}

        record Begun() implements Event {}

        record Counted(int by) implements Event {}

        private int sum;

        static Counter begin(UUID id) {
            return create(Counter::new, id, new Begun());
        }

        void count(int by) {
            trigger(new Counted(by));
        }

        @Override
        protected void apply(Event event) {
            if (event instanceof Counted counted) {
                if (counted.by() < 0) {
                    throw new IllegalStateException("half-way");
                }
                sum += counted.by();
            }
        }
    }

    static class Stranger extends Aggregate<Stranger.Event> {
        sealed interface Event permits Seen {}

        record Seen() implements Event {}

        static Stranger see(UUID id) {
            return create(Stranger::new, id, new Seen());
        }

        @Override
        protected void apply(Event event) {}
    }

    private sealed interface Switched permits On {}

    private record On() implements Switched {}

    private static final class Lamp implements Decider<String, Switched, Integer> {
        @Override
        public Class<Switched> eventType() {
            return Switched.class;
        }

        @Override
        public Integer initialState() {
            return 0;
        }

        @Override
        public List<? extends Switched> decide(String command, Integer state) {
            return List.of(new On());
        }

        @Override
        public Integer evolve(Integer state, Switched event) {
            return state + 1;
        }
    }

    static class Counters extends Application {
        final Repository<Counter> counters = repository(Counter.class);
        final DeciderRepository<String, Integer> lamps = repository(new Lamp());

        Counters(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        void saveAll(Aggregate<?>... aggregates) {
            save(aggregates);
        }
    }

    static class Counters$$Generated extends Counters {
        Counters$$Generated(EventSourcing eventSourcing) {
            super(eventSourcing);
        }
    }

    static class Strangers extends Application {
        final Repository<Stranger> strangers = repository(Stranger.class);

        Strangers(EventSourcing eventSourcing) {
            super(eventSourcing, "Counters");
        }
    }

    private final EventSourcing eventSourcing = EventSourcing.builder(new MemoryPersistence())
            .clock(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC))
            .metadata(() -> Metadata.none().with("user", "Ada"))
            .build();
    private final Counters app = new Counters(eventSourcing);
    private final UUID id = UUID.randomUUID();

    private void begin() {
        app.saveAll(Counter.begin(id));
    }

    private void inTransaction(Runnable work) {
        eventSourcing.transactions().required(() -> {
            work.run();
            return true;
        });
    }

    @Test
    void severalAggregatesAreSavedTogetherOrNotAtAll() {
        UUID other = UUID.randomUUID();
        begin();
        Counter fresh = Counter.begin(other);
        Counter taken = Counter.begin(id);
        assertThatThrownBy(() -> app.saveAll(fresh, taken)).isInstanceOf(VersionConflictException.class);
        assertThat(app.counters.contains(other)).isFalse();

        app.saveAll(fresh);
        assertThat(app.counters.contains(other)).isTrue();
    }

    @Test
    void updateReturnsTheSavedAggregate() {
        begin();
        Counter updated = app.counters.update(id, counter -> counter.count(3));
        assertThat(updated.version()).isEqualTo(2);
        assertThat(app.counters.get(id).sum).isEqualTo(3);
        assertThat(app.counters.getAtVersion(id, 1).sum).isZero();
        assertThat(app.counters.getAtVersion(id, 99).version()).isEqualTo(2);
    }

    @Test
    void updateBeginsAnewWhenOthersWereFaster() throws Exception {
        begin();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> futures = IntStream.range(0, 40)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> app.counters.update(id, c -> c.count(1))))
                    .toList();
            for (Future<?> future : futures) {
                future.get();
            }
        }
        assertThat(app.counters.get(id).sum).isEqualTo(40);
    }

    @Test
    void insideATransactionUpdateDoesNotBeginAnew() {
        begin();
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> inTransaction(() -> app.counters.update(id, counter -> {
                    attempts.incrementAndGet();
                    eventSourcing.transactions().separate(() -> app.counters.update(id, other -> other.count(1)));
                    counter.count(1);
                })))
                .isInstanceOf(VersionConflictException.class);
        assertThat(attempts).hasValue(1);
        assertThat(app.counters.get(id).sum).isEqualTo(1);
    }

    @Test
    void loadingAgainAfterAnotherTransactionWasFasterIsAConflict() {
        begin();
        assertThatThrownBy(() -> inTransaction(() -> {
                    app.counters.update(id, counter -> counter.count(1));
                    eventSourcing.transactions().separate(() -> app.counters.update(id, other -> other.count(1)));
                    app.counters.update(id, counter -> counter.count(1));
                }))
                .isInstanceOf(VersionConflictException.class)
                .hasMessageContaining("Version 2");
    }

    @Test
    void updateOfAnExpectedVersionRefusesAnyOther() {
        begin();
        app.counters.update(id, 1, counter -> counter.count(1));
        assertThatThrownBy(() -> app.counters.update(id, 1, counter -> counter.count(1)))
                .isInstanceOf(VersionConflictException.class);
        assertThat(app.counters.get(id).sum).isEqualTo(1);
    }

    @Test
    void createOrUpdateCreatesOnceAndChangesEachTime() {
        app.counters.createOrUpdate(id, () -> Counter.begin(id), counter -> counter.count(1));
        app.counters.createOrUpdate(id, () -> Counter.begin(id), counter -> counter.count(1));
        assertThat(app.counters.get(id).sum).isEqualTo(2);
        assertThat(app.counters.get(id).version()).isEqualTo(3);
        UUID other = UUID.randomUUID();
        assertThatThrownBy(() -> app.counters.createOrUpdate(other, () -> Counter.begin(id), counter -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoUpdatesInOneTransactionBuildOnEachOther() {
        begin();
        inTransaction(() -> {
            app.counters.update(id, counter -> counter.count(1));
            app.counters.update(id, counter -> counter.count(2));
            assertThat(app.counters.get(id).sum).isEqualTo(3);
        });
        assertThat(app.counters.get(id).version()).isEqualTo(3);
    }

    @Test
    void anAggregateWhoseTransactionRolledBackIsUnusableButAFailedSaveCanBeRepeated() {
        Counter undone = Counter.begin(id);
        assertThatThrownBy(() -> inTransaction(() -> {
                    app.saveAll(undone);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThatThrownBy(() -> undone.count(1)).isInstanceOf(AggregateUnusableException.class);

        begin();
        Counter late = Counter.begin(id);
        assertThatThrownBy(() -> app.saveAll(late)).isInstanceOf(VersionConflictException.class);
        assertThatThrownBy(() -> app.saveAll(late)).isInstanceOf(VersionConflictException.class);
    }

    @Test
    void nothingIsSavedOfAnAggregateWhoseApplyThrewEvenIfThatWasCaught() {
        begin();
        assertThatThrownBy(() -> app.counters.update(id, counter -> {
                    counter.count(1);
                    assertThatThrownBy(() -> counter.count(-1)).hasMessage("half-way");
                }))
                .isInstanceOf(AggregateUnusableException.class);
        assertThat(app.counters.get(id).version()).isEqualTo(1);
    }

    @Test
    void anUnknownIdAndAnIdOfAnotherTypeAreErrorsThatNameBoth() {
        assertThatThrownBy(() -> app.counters.get(id))
                .isInstanceOf(AggregateNotFoundException.class)
                .hasMessage("Counter %s not found in application 'Counters'".formatted(id));
        assertThat(app.counters.find(id)).isEmpty();
        begin();
        Strangers strangers = new Strangers(eventSourcing);
        assertThatThrownBy(() -> strangers.strangers.find(id))
                .isInstanceOf(AggregateTypeException.class)
                .hasMessageContaining(Counter.class.getName())
                .hasMessageContaining(Stranger.class.getName());
    }

    @Test
    void anAggregateWithoutARepositoryIsRefused() {
        assertThatThrownBy(() -> app.saveAll(Stranger.see(id)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("repository(Stranger.class)");
    }

    @Test
    void decidersLiveBesideAggregates() {
        assertThat(app.lamps.find(id)).isEmpty();
        assertThat(app.lamps.decide(id, "on")).isEqualTo(1);
        assertThat(app.lamps.decide(id, "on")).isEqualTo(2);
        assertThat(app.lamps.get(id)).isEqualTo(2);
        assertThat(app.lamps.version(id)).isEqualTo(2);
        assertThatThrownBy(() -> app.counters.get(id)).isInstanceOf(AggregateTypeException.class);
    }

    @Test
    void theHistoryTellsWhatHappenedWhenAndBesideIt() {
        begin();
        app.counters.update(id, counter -> counter.count(3));
        List<DomainEvent<?>> history = app.counters.history(id);
        assertThat(history)
                .<Object>extracting(event -> event.body())
                .containsExactly(new Counter.Begun(), new Counter.Counted(3));
        assertThat(history.getLast().recordedAt()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(history.getLast().metadata().get("user")).hasValue("Ada");
    }

    @Test
    void anAggregateCanBeLoadedAsItWasAtATime() {
        List<Instant> times = List.of(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z"));
        for (Instant time : times) {
            Counters then = new Counters(EventSourcing.builder(eventSourcing.persistence())
                    .clock(Clock.fixed(time, ZoneOffset.UTC))
                    .build());
            then.counters.createOrUpdate(id, () -> Counter.begin(id), counter -> counter.count(1));
        }
        assertThat(app.counters.getAt(id, times.getFirst()).sum).isEqualTo(1);
        assertThat(app.counters.getAt(id, times.getLast().plusSeconds(1)).sum).isEqualTo(2);
        assertThatThrownBy(() -> app.counters.getAt(id, times.getFirst().minusSeconds(1)))
                .isInstanceOf(AggregateNotFoundException.class);
    }

    @Test
    void theIdsOfOneKindAreListedInPages() {
        List<UUID> ids = IntStream.range(0, 5).mapToObj(i -> UUID.randomUUID()).toList();
        ids.forEach(each -> app.saveAll(Counter.begin(each)));
        app.lamps.decide(UUID.randomUUID(), "on");
        OriginatorPage first = app.counters.ids(0, 3);
        OriginatorPage second = app.counters.ids(first.position(), 3);
        assertThat(first.ids()).isEqualTo(ids.subList(0, 3));
        assertThat(second.ids()).isEqualTo(ids.subList(3, 5));
        assertThat(app.counters.ids(second.position(), 3)).isEqualTo(new OriginatorPage(List.of(), second.position()));
    }

    @Test
    void workCanCarryMetadataThatInnerWorkAddsTo() {
        eventSourcing.withMetadata(Metadata.none().with("user", "Bob").with("trace", "1"), () -> {
            begin();
            return eventSourcing.withMetadata(
                    Metadata.none().with("trace", "2"), () -> app.counters.update(id, counter -> counter.count(1)));
        });
        app.counters.update(id, counter -> counter.count(1));
        assertThat(app.counters.history(id))
                .<Object>extracting(event -> event.metadata().values())
                .containsExactly(
                        Map.of("user", "Bob", "trace", "1"),
                        Map.of("user", "Bob", "trace", "2"),
                        Map.of("user", "Ada"));
    }

    @Test
    void theNotificationLogIsReadInPagesAndPassesOverOtherApplications() {
        begin();
        new Application(eventSourcing, "Elsewhere") {
            {
                repository(Counter.class);
                save(Counter.begin(UUID.randomUUID()));
            }
        };
        app.counters.update(id, counter -> counter.count(1));
        NotificationPage first = app.notificationLog().select(0, 1);
        assertThat(first.notifications()).extracting(Notification::id).containsExactly(1L);
        assertThat(first.position()).isEqualTo(1);
        NotificationPage second = app.notificationLog().select(first.position(), 10);
        assertThat(second.notifications()).extracting(Notification::id).containsExactly(3L);
        assertThat(second.position()).isEqualTo(3);
        assertThat(app.notificationLog().select(3, 10)).isEqualTo(new NotificationPage(List.of(), 3));
        assertThat(app.notificationLog().select(0, 0)).isEqualTo(new NotificationPage(List.of(), 0));
    }

    private List<String> sections(String first) {
        List<String> read = new ArrayList<>();
        String next = first;
        while (next != null) {
            Section section = app.notificationLog().section(next);
            read.add(next + " -> " + section.id() + " with " + section.items().size());
            next = section.nextId();
        }
        return read;
    }

    @Test
    void theNotificationLogIsReadInSectionsThatLeadToEachOtherOverGaps() {
        assertThat(sections("1,10")).containsExactly("1,10 -> null with 0");
        begin();
        app.counters.update(id, counter -> IntStream.range(0, 10).forEach(i -> counter.count(1)));
        assertThatThrownBy(() -> inTransaction(() -> {
                    app.counters.update(id, counter -> counter.count(1));
                    eventSourcing.store().flush();
                    throw new IllegalStateException("a gap");
                }))
                .hasMessage("a gap");
        app.counters.update(id, counter -> IntStream.range(0, 9).forEach(i -> counter.count(1)));
        assertThat(sections("1,10"))
                .containsExactly("1,10 -> 1,10 with 10", "11,20 -> 11,21 with 10", "22,31 -> null with 0");
        assertThat(sections("-5,3")).first().isEqualTo("-5,3 -> 1,3 with 3");
        assertThat(sections("10,12")).first().isEqualTo("10,12 -> 10,13 with 3");
        assertThat(sections("20,11")).containsExactly("20,11 -> null with 0");
        assertThat(sections("1,1000")).first().isEqualTo("1,1000 -> 1,10 with 10");
        assertThatThrownBy(() -> app.notificationLog().section("1-10"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'1-10'");
    }

    @Test
    void theNameIsThatOfTheUsersClass() {
        assertThat(app.name()).isEqualTo("Counters");
        assertThat(new Counters$$Generated(eventSourcing).name()).isEqualTo("Counters");
        assertThatThrownBy(() -> new Application(eventSourcing) {})
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give it one");
    }
}
