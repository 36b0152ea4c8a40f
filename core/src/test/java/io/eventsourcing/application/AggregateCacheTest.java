package io.eventsourcing.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.Baskets.Basket;
import io.eventsourcing.application.Baskets.Kind;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.TransactionParticipant;
import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AggregateCacheTest {
    private static final CacheOptions FORWARD = CacheOptions.maximumSize(100);

    private final MemoryPersistence memory = new MemoryPersistence();
    private final CountedPersistence persistence = new CountedPersistence(memory);
    private final Node forward = new Node(FORWARD);
    private final Node trusting = new Node(FORWARD.withoutFastForward());
    private final Baskets elsewhere = new Baskets(EventSourcing.of(memory));
    private final UUID id = UUID.randomUUID();

    /** An application with a cache of its own over the one database. */
    private final class Node {
        final EventSourcing eventSourcing;
        final Baskets baskets;

        Node(CacheOptions options) {
            eventSourcing = EventSourcing.builder(persistence).cache(options).build();
            baskets = new Baskets(eventSourcing);
        }

        AggregateCache.Statistics statistics() {
            return eventSourcing.cache().statistics();
        }

        void inTransaction(Runnable work) {
            eventSourcing.transactions().required(() -> {
                work.run();
                return true;
            });
        }
    }

    private void begin(Node process, Kind kind) {
        process.baskets.begin(kind, id);
        process.baskets.add(kind, id, 1);
        process.baskets.add(kind, id, 2);
        persistence.reset();
    }

    @ParameterizedTest
    @EnumSource
    void anUpdateOfACachedAggregateReadsItsLastEventOnly(Kind kind) {
        begin(forward, kind);
        assertThat(forward.baskets.add(kind, id, 3)).containsExactly(1, 2, 3);
        assertThat(forward.baskets.add(kind, id, 4)).containsExactly(1, 2, 3, 4);
        assertThat(persistence.selects).hasValue(2);
        assertThat(persistence.eventsRead).hasValue(2);
        assertThat(forward.statistics().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void withoutFastForwardAnUpdateOfACachedAggregateReadsNothing(Kind kind) {
        begin(trusting, kind);
        assertThat(trusting.baskets.add(kind, id, 3)).containsExactly(1, 2, 3);
        assertThat(persistence.selects).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void anAggregateThatWasNotCachedIsAfterItsUpdate(Kind kind) {
        elsewhere.begin(kind, id);
        elsewhere.add(kind, id, 1);
        assertThat(forward.baskets.add(kind, id, 2)).containsExactly(1, 2);
        persistence.reset();
        assertThat(forward.baskets.add(kind, id, 3)).containsExactly(1, 2, 3);
        assertThat(persistence.eventsRead).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void fastForwardSeesWhatAnotherProcessHasAdded(Kind kind) {
        begin(forward, kind);
        elsewhere.add(kind, id, 3);
        elsewhere.add(kind, id, 4);
        assertThat(forward.baskets.items(kind, id)).containsExactly(1, 2, 3, 4);
        assertThat(forward.baskets.add(kind, id, 5)).containsExactly(1, 2, 3, 4, 5);
        assertThat(forward.baskets.add(kind, id, 6)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(persistence.eventsRead).hasValue(3 + 3 + 1);
    }

    @ParameterizedTest
    @EnumSource
    void withoutFastForwardAnUpdateThatIsBehindBeginsAnewFromTheStore(Kind kind) {
        begin(trusting, kind);
        elsewhere.add(kind, id, 3);
        assertThat(trusting.baskets.add(kind, id, 4)).containsExactly(1, 2, 3, 4);
        assertThat(elsewhere.items(kind, id)).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @EnumSource
    void withoutFastForwardAConflictInATransactionComesOutAndTheNextOneSucceeds(Kind kind) {
        begin(trusting, kind);
        elsewhere.add(kind, id, 3);
        assertThatThrownBy(() -> trusting.inTransaction(() -> trusting.baskets.add(kind, id, 4)))
                .isInstanceOf(VersionConflictException.class);
        trusting.inTransaction(() -> trusting.baskets.add(kind, id, 5));
        assertThat(elsewhere.items(kind, id)).containsExactly(1, 2, 3, 5);
    }

    @ParameterizedTest
    @EnumSource
    void readingIsNeverBehind(Kind kind) {
        begin(trusting, kind);
        elsewhere.add(kind, id, 3);
        assertThat(trusting.baskets.items(kind, id)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource
    void readingLeavesTheEntryWhereItIs(Kind kind) {
        begin(forward, kind);
        forward.baskets.items(kind, id);
        assertThat(forward.baskets.items(kind, id)).containsExactly(1, 2);
        assertThat(persistence.eventsRead).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource
    void aRollBackLeavesNothing(Kind kind) {
        begin(trusting, kind);
        assertThatThrownBy(() -> trusting.inTransaction(() -> {
                    trusting.baskets.add(kind, id, 3);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(trusting.statistics().size()).isZero();
        assertThat(trusting.baskets.add(kind, id, 4)).containsExactly(1, 2, 4);
        assertThat(elsewhere.items(kind, id)).containsExactly(1, 2, 4);
    }

    @ParameterizedTest
    @EnumSource
    void aRollBackToASavepointLeavesNothingOfWhatCameAfterIt(Kind kind) {
        begin(trusting, kind);
        trusting.inTransaction(() -> {
            trusting.baskets.add(kind, id, 3);
            TransactionParticipant unit = trusting.eventSourcing
                    .transactions()
                    .participant(trusting.eventSourcing.store())
                    .orElseThrow();
            Object mark = unit.mark();
            trusting.baskets.add(kind, id, 4);
            unit.rollbackTo(mark);
            assertThat(trusting.baskets.items(kind, id)).containsExactly(1, 2, 3);
        });
        assertThat(trusting.baskets.add(kind, id, 5)).containsExactly(1, 2, 3, 5);
        assertThat(elsewhere.items(kind, id)).containsExactly(1, 2, 3, 5);
    }

    @ParameterizedTest
    @EnumSource
    void afterARollBackToASavepointBeforeItsFirstEventTheAggregateIsAsItWas(Kind kind) {
        begin(trusting, kind);
        UUID other = UUID.randomUUID();
        trusting.inTransaction(() -> {
            trusting.baskets.begin(kind, other);
            TransactionParticipant unit = trusting.eventSourcing
                    .transactions()
                    .participant(trusting.eventSourcing.store())
                    .orElseThrow();
            Object mark = unit.mark();
            trusting.baskets.add(kind, id, 3);
            unit.rollbackTo(mark);
            assertThat(trusting.eventSourcing.store().hasSaved("Baskets", id)).isFalse();
            trusting.baskets.add(kind, id, 4);
        });
        assertThat(trusting.baskets.items(kind, id)).containsExactly(1, 2, 4);
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionSeesItsOwnEventsAndOthersSeeThemAfterItsCommit(Kind kind) {
        begin(trusting, kind);
        trusting.inTransaction(() -> {
            trusting.baskets.add(kind, id, 3);
            assertThat(trusting.baskets.items(kind, id)).containsExactly(1, 2, 3);
            trusting.eventSourcing.store().flush();
            assertThat(trusting.baskets.add(kind, id, 4)).containsExactly(1, 2, 3, 4);
            assertThat(trusting.statistics().size()).isZero();
            trusting.eventSourcing
                    .transactions()
                    .separate(() -> assertThat(trusting.baskets.items(kind, id)).containsExactly(1, 2));
        });
        assertThat(trusting.statistics().size()).isEqualTo(1);
        persistence.reset();
        assertThat(trusting.baskets.add(kind, id, 5)).containsExactly(1, 2, 3, 4, 5);
        assertThat(persistence.selects).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedChangeDropsTheEntry(Kind kind) {
        begin(trusting, kind);
        assertThatThrownBy(() -> trusting.baskets.add(kind, id, Baskets.REFUSED))
                .hasMessage("refused");
        assertThat(trusting.statistics().size()).isZero();
        assertThat(trusting.baskets.add(kind, id, 3)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource
    void anUpdateThatSavesNothingPutsTheEntryBack(Kind kind) {
        begin(trusting, kind);
        assertThat(trusting.baskets.add(kind, id, Baskets.NOTHING)).containsExactly(1, 2);
        assertThat(trusting.baskets.add(kind, id, 3)).containsExactly(1, 2, 3);
        assertThat(persistence.selects).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "SNAPSHOTS"})
    void whatTheCallerDoesWithItsAggregateIsNeverSeenByOthers(Kind kind) {
        Repository<? extends Basket> repository =
                kind == Kind.PLAIN ? trusting.baskets.plain : trusting.baskets.snapped;
        begin(trusting, kind);
        Basket returned = repository.update(id, basket -> basket.add(3));
        returned.items.add(98);
        returned.add(99);
        Basket read = repository.get(id);
        read.items.add(97);
        assertThat(trusting.baskets.items(kind, id)).containsExactly(1, 2, 3);
        Basket next = repository.update(id, basket -> {
            assertThat(basket.items).containsExactly(1, 2, 3);
            basket.add(4);
        });
        assertThat(next).isNotSameAs(returned).isNotSameAs(read);
        assertThat(persistence.selects).hasValue(2);
        assertThat(trusting.baskets.add(kind, id, 5)).containsExactly(1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "SNAPSHOTS"})
    void timesAndVersionsAreThoseOfAReplay(Kind kind) {
        begin(forward, kind);
        Basket cached = kind == Kind.PLAIN ? forward.baskets.plain.get(id) : forward.baskets.snapped.get(id);
        Basket replayed = kind == Kind.PLAIN ? elsewhere.plain.get(id) : elsewhere.snapped.get(id);
        assertThat(forward.statistics().hits()).isEqualTo(3);
        assertThat(cached.version()).isEqualTo(replayed.version());
        assertThat(cached.createdOn()).isPresent().isEqualTo(replayed.createdOn());
        assertThat(cached.modifiedOn()).isPresent().isEqualTo(replayed.modifiedOn());
    }

    @Test
    void anUpdateOfAnExpectedVersionIsNeverBehind() {
        begin(trusting, Kind.PLAIN);
        elsewhere.add(Kind.PLAIN, id, 3);
        assertThat(trusting.baskets.plain.update(id, 4, basket -> basket.add(4)).items)
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void anAggregateThatIsSavedByHandIsReadWhenItIsNeeded() {
        begin(trusting, Kind.PLAIN);
        Basket basket = trusting.baskets.plain.get(id);
        basket.add(3);
        trusting.baskets.resave(basket);
        assertThat(trusting.baskets.add(Kind.PLAIN, id, 4)).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "SNAPSHOTS"})
    void afterASaveByHandTheSameTransactionDoesNotUseTheEntry(Kind kind) {
        begin(trusting, kind);
        trusting.inTransaction(() -> {
            Basket basket = kind == Kind.PLAIN ? trusting.baskets.plain.get(id) : trusting.baskets.snapped.get(id);
            basket.add(3);
            trusting.baskets.resave(basket);
            assertThat(trusting.baskets.add(kind, id, 4)).containsExactly(1, 2, 3, 4);
            trusting.eventSourcing.store().flush();
            assertThat(trusting.baskets.add(kind, id, 5)).containsExactly(1, 2, 3, 4, 5);
        });
        assertThat(trusting.baskets.add(kind, id, 6)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void anEarlierVersionThatComesLaterIsNotKept() {
        AggregateCache cache = AggregateCache.of(FORWARD);
        AggregateCache.Key key = new AggregateCache.Key("Baskets", Basket.class, id);
        elsewhere.begin(Kind.PLAIN, id);
        elsewhere.add(Kind.PLAIN, id, 1);
        List<StoredEvent> events = memory.eventRecorder().selectEvents("Baskets", id, EventQuery.all());
        cache.put(key, new CachedAggregate.History(events));
        cache.put(key, new CachedAggregate.History(events.subList(0, 1)));
        assertThat(cache.peek(key)).map(CachedAggregate::version).contains(2L);
    }

    @ParameterizedTest
    @EnumSource
    void anEntryWhoseLastEventIsAnotherNowIsNotUsed(Kind kind) {
        begin(forward, kind);
        MemoryPersistence backup = new MemoryPersistence();
        Baskets restored = new Baskets(EventSourcing.builder(backup)
                .clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .build());
        restored.begin(kind, id);
        restored.add(kind, id, 5);
        restored.add(kind, id, 6);
        persistence.exchange(backup);
        assertThat(forward.baskets.items(kind, id)).containsExactly(5, 6);
        assertThat(forward.baskets.add(kind, id, 7)).containsExactly(5, 6, 7);
    }

    @ParameterizedTest
    @EnumSource
    void anEntryWhoseLastEventIsGoneIsNotUsed(Kind kind) {
        begin(forward, kind);
        MemoryPersistence backup = new MemoryPersistence();
        Baskets restored = new Baskets(EventSourcing.of(backup));
        restored.begin(kind, id);
        restored.add(kind, id, 1);
        persistence.exchange(backup);
        assertThat(forward.baskets.add(kind, id, 7)).containsExactly(1, 7);
        assertThat(forward.baskets.add(kind, id, 8)).containsExactly(1, 7, 8);
    }

    @ParameterizedTest
    @EnumSource
    void anEmptiedCacheIsFilledAgain(Kind kind) {
        begin(trusting, kind);
        trusting.eventSourcing.cache().clear();
        assertThat(trusting.statistics().size()).isZero();
        trusting.baskets.add(kind, id, 3);
        assertThat(trusting.statistics().size()).isEqualTo(1);
    }

    @Test
    void aLongHistoryIsNotKept() {
        begin(forward, Kind.PLAIN);
        IntStream.rangeClosed(3, 200).forEach(item -> forward.baskets.add(Kind.PLAIN, id, item));
        assertThat(forward.statistics().size()).isZero();
        persistence.reset();
        assertThat(forward.baskets.add(Kind.PLAIN, id, 201)).hasSize(201);
        assertThat(persistence.eventsRead).hasValue(201);
    }

    @Test
    void theCacheDoesNotGrowBeyondItsSize() {
        Node small = new Node(CacheOptions.maximumSize(2));
        for (int i = 0; i < 50; i++) {
            small.baskets.begin(Kind.PLAIN, UUID.randomUUID());
        }
        assertThat(small.statistics().size()).isBetween(1L, 2L);
    }

    @Test
    void hitsAndMissesAreCounted() {
        elsewhere.begin(Kind.PLAIN, id);
        forward.baskets.add(Kind.PLAIN, id, 1);
        forward.baskets.add(Kind.PLAIN, id, 2);
        forward.baskets.items(Kind.PLAIN, id);
        assertThat(forward.statistics()).isEqualTo(new AggregateCache.Statistics(2, 1, 1));
    }

    @Test
    void withoutOptionsNothingIsCached() {
        EventSourcing eventSourcing = EventSourcing.of(persistence);
        Baskets baskets = new Baskets(eventSourcing);
        baskets.begin(Kind.PLAIN, id);
        baskets.add(Kind.PLAIN, id, 1);
        assertThat(eventSourcing.cache().statistics()).isEqualTo(new AggregateCache.Statistics(0, 0, 0));
    }

    @Test
    void aCacheOfNoSizeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheOptions.maximumSize(0))
                .withMessageContaining("at least 1 but is 0");
    }
}
