package io.eventsourcing.testkit.contract;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FailurePolicy;
import io.eventsourcing.system.FollowerControl;
import io.eventsourcing.system.FollowerException;
import io.eventsourcing.system.FollowerStatus.State;
import io.eventsourcing.system.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What processing in the transaction that saves means, on every backend that can keep other writers out. */
public abstract class JoiningContract extends FollowersContract {
    private static final String SECOND = "Second copies";

    private Tills tills;
    private Copies copies;
    private Copies second;
    private EventSourcedSystem cascade;

    @BeforeEach
    void makeSystem() {
        tills = new Tills(eventSourcing());
        copies = new Copies(eventSourcing());
        second = new Copies(eventSourcing(), SECOND);
        cascade = EventSourcedSystem.of(pipe(tills, copies), pipe(copies, second));
    }

    private Runner join(EventSourcedSystem system) {
        return started(Runner.joining(system, OPTIONS));
    }

    private long position(String follower, String leader) {
        return persistence().trackingRecorder().maxTrackingId(follower, leader).orElse(0);
    }

    private void assertNothingIsStored(String... applications) {
        for (String application : applications) {
            assertThat(persistence().eventRecorder().maxNotificationId(application))
                    .isEmpty();
        }
    }

    @Test
    void whenASaveReturnsTheWholeCascadeIsCommitted() {
        join(cascade);
        tills.pay("Ada", 1, 2);
        assertThat(copies.of("Ada")).containsExactly(1, 2);
        assertThat(second.of("Ada")).containsExactly(1, 2);
        long last = persistence().eventRecorder().maxNotificationId(TILLS).orElseThrow();
        assertThat(position(COPIES, TILLS)).isGreaterThanOrEqualTo(last);
        tills.pay("Ada", 3);
        assertThat(second.of("Ada")).containsExactly(1, 2, 3);
    }

    @Test
    void inATransactionFollowersProcessAtItsEndAndAllIsOne() {
        join(cascade);
        List<List<Integer>> before = new ArrayList<>();
        eventSourcing().transactions().required(() -> {
            tills.pay("Ada", 1);
            tills.pay("Bob", 2);
            tills.pay("Ada", 3);
            before.add(copies.of("Ada"));
            return true;
        });
        assertThat(before).containsExactly(List.of());
        assertThat(second.of("Ada")).containsExactly(1, 3);
        assertThat(second.of("Bob")).containsExactly(2);
    }

    @Test
    void aRollBackLeavesNothingOfAnyone() {
        join(cascade);
        assertThatThrownBy(() -> eventSourcing().transactions().required(() -> {
                    tills.pay("Ada", 1);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertNothingIsStored(TILLS, COPIES, SECOND);
        tills.pay("Ada", 2);
        assertThat(second.of("Ada")).containsExactly(2);
    }

    @Test
    void aFailingFollowerOfAFollowerRollsBackTheSaverAndSaysWhichItIs() {
        second.refuse(13);
        join(cascade);
        tills.pay("Ada", 1);
        OptionalLong last = persistence().eventRecorder().maxNotificationId(TILLS);
        assertThatThrownBy(() -> tills.pay("Ada", 13))
                .isInstanceOf(FollowerException.class)
                .hasMessageContaining("Copies -> Second copies")
                .hasMessageContaining("The amount 13 is refused")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(copies.of("Ada")).containsExactly(1);
        assertThat(persistence().eventRecorder().maxNotificationId(TILLS)).isEqualTo(last);
        tills.pay("Ada", 2);
        assertThat(copies.of("Ada")).containsExactly(1, 2);
        assertThat(second.of("Ada")).containsExactly(1, 2);
    }

    @Test
    void whatIsFlushedEarlyIsProcessedAtTheEnd() {
        join(cascade);
        eventSourcing().transactions().required(() -> {
            tills.pay("Ada", 1);
            eventSourcing().store().flush();
            assertThat(copies.of("Ada")).isEmpty();
            return true;
        });
        assertThat(second.of("Ada")).containsExactly(1);
    }

    @Test
    void aFollowerThatFollowsItselfGoesOnUntilItSavesNoMore() {
        copies.change(amount -> Math.max(0, amount - 1));
        join(EventSourcedSystem.of(pipe(tills, copies), pipe(copies, copies)));
        tills.pay("Ada", 5);
        assertThat(copies.of("Ada")).containsExactly(4, 3, 2, 1);
    }

    @Test
    void concurrentSaversAreProcessedOnceEachInOneOrder() throws Exception {
        join(EventSourcedSystem.of(pipe(tills, copies).segments(2), pipe(copies, second)));
        List<Future<?>> savers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int number = 0; number < 4; number++) {
                String till = "Till " + number % 2;
                savers.add(threads.submit(() -> {
                    for (int amount = 1; amount <= 10; amount++) {
                        payInsistingly(till, amount);
                    }
                }));
            }
            for (Future<?> saver : savers) {
                saver.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
        for (String till : List.of("Till 0", "Till 1")) {
            assertThat(copies.of(till)).hasSize(20).isEqualTo(second.of(till));
        }
    }

    private void payInsistingly(String till, int amount) {
        while (true) {
            try {
                tills.pay(till, amount);
                return;
            } catch (VersionConflictException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aConflictInAFollowerIsAConflictOfTheSaverWhoTriesAgain() {
        join(cascade);
        tills.pay("Ada", 1);
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        copies.before(event -> {
            attempts.add(Copies.amountOf(event));
            if (attempts.size() < 3) {
                throw new VersionConflictException(COPIES, event.originatorId(), 2, null);
            }
        });
        tills.pay("Ada", 7);
        assertThat(attempts).containsExactly(7, 7, 7);
        assertThat(second.of("Ada")).containsExactly(1, 7);
    }

    @Test
    void theStartCatchesUpAndFailsWithAFollower() {
        tills.pay("Ada", 1, 13);
        copies.refuse(13);
        Runner runner = Runner.joining(cascade, OPTIONS.batchSize(2));
        assertThatThrownBy(runner::start)
                .isInstanceOf(FollowerException.class)
                .hasMessageContaining("The amount 13 is refused");
        assertThat(runner.running()).isFalse();
        copies.refuseNothing();
        started(runner);
        assertThat(second.of("Ada")).containsExactly(1, 13);
        runner.await(SECOND, PATIENCE);
        assertThat(runner.stop(PATIENCE)).isTrue();
        tills.pay("Ada", 2);
        assertThat(copies.of("Ada")).containsExactly(1, 13);
    }

    @Test
    void eventsThatWereSavedByOthersAreProcessedToo() {
        Runner runner = join(cascade);
        Tills elsewhere = new Tills(EventSourcing.of(persistence()));
        elsewhere.pay("Ada", 1);
        runner.await(COPIES, PATIENCE);
        runner.await(SECOND, PATIENCE);
        assertThat(second.of("Ada")).containsExactly(1);
        elsewhere.pay("Bob", 2);
        tills.pay("Bob", 3);
        until("all is processed", () -> second.of("Bob").size() == 2);
        assertThat(second.of("Bob")).containsExactly(2, 3);
    }

    @Test
    void aPausedFollowerIsHeldBackAndCatchesUp() {
        Runner runner = join(cascade);
        FollowerControl control = FollowerControl.of(cascade);
        control.pause(COPIES);
        tills.pay("Ada", 1);
        assertThat(copies.of("Ada")).isEmpty();
        assertThat(runner.statuses().getFirst().state()).isEqualTo(State.PAUSED);
        control.resume(COPIES);
        until("it is processed", () -> second.of("Ada").equals(List.of(1)));
        assertThat(runner.statuses()).allMatch(status -> status.state() == State.RUNNING);
    }

    @Test
    void followersThatCannotRollBackWithTheSaverAreRefused() {
        EventSourcing other = EventSourcing.of(new MemoryPersistence());
        Projection inMemory = new Projection() {
            @Override
            public void project(DomainEvent<?> event) {}

            @Override
            public String name() {
                return "In memory";
            }

            @Override
            public boolean tracked() {
                return false;
            }
        };
        assertRefused(EventSourcedSystem.of(pipe(tills, new Copies(other))), "one database");
        assertRefused(EventSourcedSystem.of(pipe(tills, inMemory)), "in memory");
        assertRefused(EventSourcedSystem.of(pipe(tills, copies).onFailure(FailurePolicy.park())), "PARK");
        assertRefused(EventSourcedSystem.of(pipe(tills, copies).onFailure(FailurePolicy.skip())), "SKIP");
    }

    private static void assertRefused(EventSourcedSystem system, String why) {
        assertThatThrownBy(() -> Runner.joining(system))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("another runner");
    }
}
