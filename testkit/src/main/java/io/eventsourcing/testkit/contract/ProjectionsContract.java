package io.eventsourcing.testkit.contract;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.Subscription;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.Shadow;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FailurePolicy;
import io.eventsourcing.system.FollowerControl;
import io.eventsourcing.system.FollowerException;
import io.eventsourcing.system.FollowerStatus.State;
import io.eventsourcing.system.Rebuild;
import io.eventsourcing.system.Runner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Read models that are rebuilt, moved and kept in memory, and logs that are read live, on every backend. */
public abstract class ProjectionsContract extends FollowersContract {
    private static final String BOOKS = "TillBooks";
    private static final Consumer<DomainEvent<?>> NOTHING = event -> {};

    private Tills tills;
    private TillBooks books;
    private EventSourcedSystem system;
    private final AtomicInteger cleared = new AtomicInteger();

    @BeforeEach
    void makeSystem() {
        tills = new Tills(eventSourcing());
        books = new TillBooks(eventSourcing());
        system = EventSourcedSystem.of(pipe(tills, books));
    }

    private Rebuild rebuild(Consumer<DomainEvent<?>> beforeEach) {
        Shadow shadow = books.shadow(beforeEach, cleared::incrementAndGet);
        return Rebuild.of(system, BOOKS, shadow);
    }

    private List<String> tracked() {
        return persistence().trackingRecorder().followers().stream()
                .map(row -> row.tracking().applicationName())
                .distinct()
                .toList();
    }

    private long position() {
        return persistence().trackingRecorder().maxTrackingId(BOOKS, TILLS).orElse(0);
    }

    /** The ids of the leader's notifications; the books draw from the same sequence. */
    private long id(int number) {
        return tills.notificationLog()
                .select(0, number)
                .notifications()
                .getLast()
                .id();
    }

    /** As applications do where a database has one writer. */
    private void payPatiently(String till, int amount) {
        while (true) {
            try {
                tills.pay(till, amount);
                return;
            } catch (OperationalException e) {
                assertThat(e.retryable()).isTrue();
            }
        }
    }

    private static void refuse13(DomainEvent<?> event) {
        if (Copies.amountOf(event) == 13) {
            throw new IllegalStateException("The amount 13 is refused");
        }
    }

    @Test
    void aRebuiltReadModelHasEachEventOnceAlthoughOthersWriteAndTheLiveOneIsKeptUpToDate() {
        tills.pay("Ada", amounts(1, 700));
        Runner runner = start(system, OPTIONS);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int amount = 1; amount <= 100; amount++) {
                payPatiently("Bob", amount);
            }
        });
        assertThat(rebuild(NOTHING).run()).isTrue();
        writer.join();
        tills.pay("Ada", 701);
        runner.await(BOOKS, PATIENCE);
        assertThat(books.of("Ada")).isEqualTo(listed(1, 701));
        assertThat(books.of("Bob")).isEqualTo(listed(1, 100));
        assertThat(books.second().of("Ada")).isEqualTo(listed(1, 701));
        assertThat(tracked()).containsExactly(BOOKS);
        assertThat(cleared).hasValue(1);
    }

    @Test
    void anEffectHappensOnceForEachEventThroughARebuildOfAPausedFollowerWithSegments() {
        system = EventSourcedSystem.of(pipe(tills, books).segments(3));
        for (int till = 0; till < 9; till++) {
            tills.pay("till " + till, till + 1);
        }
        Runner runner = start(system, OPTIONS);
        runner.await(BOOKS, PATIENCE);
        FollowerControl.of(system).pause(BOOKS);
        tills.pay("till 0", amounts(10, 20));
        assertThat(rebuild(NOTHING).run()).isTrue();
        assertThat(books.effects()).isEqualTo(listed(1, 9));
        assertThat(books.of("till 0")).containsExactly(1);
        FollowerControl.of(system).resume(BOOKS);
        runner.await(BOOKS, PATIENCE);
        assertThat(books.effects()).isEqualTo(listed(1, 20));
        assertThat(books.of("till 0").subList(1, 12)).isEqualTo(listed(10, 20));
    }

    @Test
    void aRebuildThatFailsLeavesTheLiveOneAloneAndGoesOnWhenItIsMended() {
        tills.pay("Ada", 1, 2, 13, 4);
        Runner runner = start(system, OPTIONS);
        runner.await(BOOKS, PATIENCE);
        Rebuild failing = rebuild(ProjectionsContract::refuse13);
        assertThatThrownBy(failing::run)
                .isInstanceOf(FollowerException.class)
                .hasMessageContaining("The amount 13 is refused");
        assertThat(books.second().of("Ada")).containsExactly(1, 2);
        assertThat(failing.progress()).singleElement().satisfies(progress -> {
            assertThat(progress.position()).isEqualTo(id(3));
            assertThat(progress.target()).isEqualTo(id(5));
            assertThat(progress.share()).isBetween(0.1, 0.9);
        });
        tills.pay("Ada", 5);
        runner.await(BOOKS, PATIENCE);
        assertThat(books.of("Ada")).containsExactly(1, 2, 13, 4, 5);
        assertThat(rebuild(NOTHING).run()).isTrue();
        assertThat(books.second().of("Ada")).containsExactly(1, 2, 13, 4, 5);
        assertThat(cleared).hasValue(1);
    }

    @Test
    void aStoppedRebuildGoesOnWhereItWasAndACancelledOneIsGone() {
        tills.pay("Ada", amounts(1, 600));
        Runner runner = start(system, OPTIONS);
        runner.await(BOOKS, PATIENCE);
        List<Rebuild> self = new CopyOnWriteArrayList<>();
        Rebuild rebuild = rebuild(event -> self.getFirst().stop());
        self.add(rebuild);
        assertThat(rebuild.run()).isFalse();
        assertThat(rebuild.progress().getFirst().position()).isEqualTo(id(500));
        assertThat(tracked()).containsExactly(BOOKS, BOOKS + "@second");
        rebuild.cancel();
        assertThat(tracked()).containsExactly(BOOKS);
        assertThat(cleared).hasValue(2);
        tills.pay("Ada", 601);
        runner.await(BOOKS, PATIENCE);
        assertThat(books.of("Ada")).isEqualTo(listed(1, 601));
    }

    @Test
    void aFailingSwapChangesNothing() {
        tills.pay("Ada", 1);
        Runner runner = start(system, OPTIONS);
        runner.await(BOOKS, PATIENCE);
        Shadow shadow = books.shadow(NOTHING, () -> {});
        Shadow failing = new Shadow() {
            @Override
            public String version() {
                return shadow.version();
            }

            @Override
            public Projection projection() {
                return shadow.projection();
            }

            @Override
            public void clear() {}

            @Override
            public void swap() {
                shadow.swap();
                throw new IllegalStateException("no swap");
            }
        };
        assertThatThrownBy(() -> Rebuild.of(system, BOOKS, failing).run()).hasMessage("no swap");
        tills.pay("Ada", 2);
        runner.await(BOOKS, PATIENCE);
        assertThat(books.of("Ada")).containsExactly(1, 2);
        assertThat(books.second().of("Ada")).containsExactly(1);
        assertThat(rebuild(NOTHING).run()).isTrue();
        assertThat(books.of("Ada")).containsExactly(1, 2);
    }

    @Test
    void aFollowerThatIsMovedBackProcessesAgainWhatComesAfterward() {
        tills.pay("Ada", 1, 2, 3);
        Runner runner = start(system, OPTIONS);
        runner.await(BOOKS, PATIENCE);
        List<String> alongside = new ArrayList<>();
        FollowerControl.of(system).reset(BOOKS, TILLS, id(3), () -> alongside.add("cleared"));
        until("the follower is there again", () -> position() >= id(4));
        assertThat(books.of("Ada")).containsExactly(1, 2, 3, 3);
        assertThat(books.effects()).containsExactly(1, 2, 3);
        tills.pay("Ada", 4);
        runner.await(BOOKS, PATIENCE);
        assertThat(books.effects()).containsExactly(1, 2, 3, 4);
        assertThat(alongside).contains("cleared");
        assertThatThrownBy(() -> FollowerControl.of(system).reset(BOOKS, TILLS, 1_000, () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be moved to position 1000");
        assertThatThrownBy(() -> FollowerControl.of(system).reset(BOOKS, TILLS, 0, () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(position()).isGreaterThanOrEqualTo(id(4));
    }

    @Test
    void whatASegmentHadNotHandledBeforeItWasMovedBackIsNoReplay() {
        system = EventSourcedSystem.of(pipe(tills, books).segments(3));
        for (int till = 0; till < 6; till++) {
            tills.pay("till " + till, till + 1);
        }
        Runner runner = start(system, OPTIONS);
        runner.await(BOOKS, PATIENCE);
        FollowerControl control = FollowerControl.of(system);
        control.pause(BOOKS);
        tills.pay("till 0", 7);
        control.reset(BOOKS, TILLS, 0, () -> {});
        control.reset(BOOKS, TILLS, id(2), () -> {});
        assertThat(rebuild(NOTHING).run()).isTrue();
        assertThat(books.effects()).isEqualTo(listed(1, 6));
        control.resume(BOOKS);
        runner.await(BOOKS, PATIENCE);
        assertThat(books.effects()).isEqualTo(listed(1, 7));
    }

    @Test
    void whatWasParkedBeforeAFollowerWasMovedBackIsNoReplay() {
        system = EventSourcedSystem.of(
                pipe(tills, books).onFailure(FailurePolicy.park().retries(0)));
        books.before(ProjectionsContract::refuse13);
        tills.pay("Ada", 1, 13);
        tills.pay("Bob", 2);
        Runner runner = start(system, OPTIONS.batchSize(1));
        runner.await(BOOKS, PATIENCE);
        assertThat(books.effects()).containsExactly(1, 2);
        books.before(NOTHING);
        FollowerControl.of(system).reset(BOOKS, TILLS, 0, () -> {});
        until("the follower is there again", () -> position() >= id(5));
        assertThat(books.effects()).containsExactly(1, 2, 2, 13);
    }

    @Test
    void whoWasToldAnIdWaitsForThatId() {
        tills.pay("Ada", 1, 2);
        Runner runner = start(system, OPTIONS);
        runner.await(BOOKS, TILLS, id(3), PATIENCE);
        assertThat(books.of("Ada")).containsExactly(1, 2);
        assertThatThrownBy(() -> runner.await(BOOKS, TILLS, 1_000, Duration.ofMillis(1)))
                .isInstanceOf(FollowerException.class)
                .hasMessageContaining("not yet at 1000");
    }

    @Test
    void aReadModelInMemoryIsMadeFromTheFirstEventAtEachStartAndNothingTwice() {
        tills.pay("Ada", 1, 13, 3);
        Amounts first = new Amounts();
        start(EventSourcedSystem.of(pipe(tills, first)), OPTIONS).await("Amounts", PATIENCE);
        assertThat(first.amounts).containsExactly(1, 13, 3);
        Amounts second = new Amounts();
        second.unlucky = true;
        EventSourcedSystem restarted = EventSourcedSystem.of(pipe(tills, second));
        Runner runner = start(restarted, OPTIONS);
        until("it stops", () -> runner.statuses().getFirst().state() == State.STOPPED);
        assertThat(second.amounts).containsExactly(1);
        second.unlucky = false;
        until("it goes on", () -> {
            FollowerControl.of(restarted).resume("Amounts");
            return second.amounts.size() == 3;
        });
        assertThat(second.amounts).containsExactly(1, 13, 3);
        assertThat(tracked()).isEmpty();
    }

    private static final class Amounts implements Projection {
        private final List<Integer> amounts = new CopyOnWriteArrayList<>();
        private volatile boolean unlucky;

        @Override
        public boolean tracked() {
            return false;
        }

        @Override
        public void project(DomainEvent<?> event) {
            if (unlucky) {
                refuse13(event);
            }
            if (Copies.amountOf(event) != 0) {
                amounts.add(Copies.amountOf(event));
            }
        }
    }

    @Test
    void aSubscriptionGivesWhatIsThereAndThenWhatComesUntilItIsClosed() {
        tills.pay("Ada", amounts(1, 150));
        Subscription subscription = tills.notificationLog().subscribe(0);
        CompletableFuture<List<Long>> ids = CompletableFuture.supplyAsync(() -> {
            try (Stream<Notification> stream = subscription.stream()) {
                return stream.map(Notification::id).toList();
            }
        });
        for (int amount = 0; amount < 20; amount++) {
            tills.pay("Bob", 1);
        }
        until("everything is read", () -> subscription.position() >= 172);
        assertThat(ids).isNotDone();
        subscription.close();
        assertThat(ids.join()).hasSize(172).isSorted().doesNotHaveDuplicates();
        assertThat(subscription.hasNext()).isFalse();
    }

    @Test
    void aSubscriptionFromNowOnHasOnlyItsTopicsAndOnlyWhatComes() {
        tills.pay("Ada", 1);
        String topic = eventSourcing().topics().topicOf(Tills.Till.Paid.class);
        try (Subscription subscription = tills.notificationLog().subscribeFromNow(Set.of(topic))) {
            assertThat(subscription.poll(Duration.ofMillis(1))).isEmpty();
            tills.pay("Bob", 2);
            assertThat(subscription.next().event().originatorId()).isEqualTo(Tills.idOf("Bob"));
            assertThat(subscription.position()).isEqualTo(4);
            assertThat(subscription.poll(Duration.ofMillis(1))).isEmpty();
        }
    }

    @Test
    void aReaderThatIsInterruptedEnds() throws InterruptedException {
        AtomicInteger read = new AtomicInteger();
        Thread reader = new Thread(() -> {
            try (Subscription subscription = tills.notificationLog().subscribe(0)) {
                subscription.forEachRemaining(notification -> read.incrementAndGet());
            }
        });
        reader.start();
        tills.pay("Ada", 1);
        until("it has read", () -> read.get() == 2);
        reader.interrupt();
        reader.join(PATIENCE);
        assertThat(reader.isAlive()).isFalse();
    }

    @Test
    void onlyAProjectionWithAPositionIsRebuilt() {
        Shadow shadow = books.shadow(NOTHING, () -> {});
        EventSourcedSystem other =
                EventSourcedSystem.of(pipe(tills, new Copies(eventSourcing())), pipe(tills, new Amounts()));
        assertThatThrownBy(() -> Rebuild.of(other, COPIES, shadow)).hasMessageContaining("cannot be rebuilt");
        assertThatThrownBy(() -> Rebuild.of(other, "Amounts", shadow)).hasMessageContaining("cannot be rebuilt");
    }
}
