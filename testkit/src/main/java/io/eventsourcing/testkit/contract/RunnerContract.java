package io.eventsourcing.testkit.contract;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerException;
import io.eventsourcing.system.FollowerStatus;
import io.eventsourcing.system.FollowerStatus.State;
import io.eventsourcing.system.Runner;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every kind of runner does, on every backend. */
public abstract class RunnerContract extends FollowersContract {
    /** The kinds of runners. */
    public enum Kind {
        SINGLE_THREADED,
        MULTI_THREADED
    }

    private Tills tills;
    private Copies copies;

    @BeforeEach
    void makeApplications() {
        tills = new Tills(eventSourcing());
        copies = new Copies(eventSourcing());
    }

    private Runner start(Kind kind, EventSourcedSystem system) {
        return started(
                kind == Kind.SINGLE_THREADED
                        ? Runner.singleThreaded(system, OPTIONS)
                        : Runner.multiThreaded(system, OPTIONS));
    }

    @ParameterizedTest
    @EnumSource
    void aSystemWithoutPipesRuns(Kind kind) {
        Runner runner = start(kind, EventSourcedSystem.of().and(tills));
        tills.pay("Ada", 1);
        assertThat(runner.running()).isTrue();
        assertThat(runner.statuses()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void startingTwiceIsAnErrorAndStartingAfterAStopIsNot(Kind kind) {
        Runner runner = start(kind, EventSourcedSystem.of(pipe(tills, copies)));
        assertThatThrownBy(runner::start).isInstanceOf(IllegalStateException.class);
        runner.stop();
        runner.stop();
        assertThat(runner.running()).isFalse();
        runner.start();
        tills.pay("Ada", 1);
        runner.await(COPIES, PATIENCE);
        assertThat(copies.of("Ada")).containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource
    void aFollowerCatchesUpWithWhatWasSavedBeforeTheStartAndKeepsUp(Kind kind) {
        tills.pay("Ada", amounts(1, 50));
        Runner runner = start(kind, EventSourcedSystem.of(pipe(tills, copies)));
        runner.await(COPIES, PATIENCE);
        assertThat(copies.of("Ada")).isEqualTo(listed(1, 50));
        for (int amount = 51; amount <= 60; amount++) {
            tills.pay("Ada", amount);
        }
        runner.await(COPIES, PATIENCE);
        assertThat(copies.of("Ada")).isEqualTo(listed(1, 60));
    }

    @ParameterizedTest
    @EnumSource
    void followersOfFollowersAreReached(Kind kind) {
        Copies second = new Copies(eventSourcing(), "Second copies");
        Runner runner = start(kind, EventSourcedSystem.of(pipe(tills, copies), pipe(copies, second)));
        tills.pay("Ada", 1, 2, 3);
        runner.await(COPIES, PATIENCE);
        runner.await("Second copies", PATIENCE);
        assertThat(second.of("Ada")).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource
    void aFollowerMayFollowItself(Kind kind) {
        Copies looping = new Copies(eventSourcing(), "Looping");
        looping.change(amount -> Math.max(0, amount - 1));
        start(kind, EventSourcedSystem.of(pipe(tills, looping), pipe(looping, looping)));
        tills.pay("Ada", 5);
        until("the loop has ended", () -> looping.of("Ada").equals(List.of(4, 3, 2, 1)));
    }

    @ParameterizedTest
    @EnumSource
    void oneFollowerMayHaveSeveralLeaders(Kind kind) {
        Tills others = new Tills(eventSourcing(), "Other tills");
        Runner runner = start(kind, EventSourcedSystem.of(pipe(tills, copies), pipe(others, copies)));
        tills.pay("Ada", 1);
        others.pay("Bob", 2);
        tills.pay("Ada", 3);
        runner.await(COPIES, PATIENCE);
        assertThat(copies.of("Ada")).containsExactly(1, 3);
        assertThat(copies.of("Bob")).containsExactly(2);
    }

    @ParameterizedTest
    @EnumSource
    void aFollowerIsHandedOnlyTheTypesThatItNames(Kind kind) {
        List<Object> seen = new CopyOnWriteArrayList<>();
        Projection payments = new Projection() {
            @Override
            public void project(DomainEvent<?> event) {
                seen.add(event.body());
            }

            @Override
            public String name() {
                return "Payments";
            }

            @Override
            public Set<Class<?>> eventTypes() {
                return Set.of(Tills.Till.Paid.class);
            }
        };
        Runner runner = start(kind, EventSourcedSystem.of(pipe(tills, payments)));
        tills.pay("Ada", 1, 2);
        tills.pay("Bob", 3);
        runner.await("Payments", PATIENCE);
        assertThat(seen).containsExactly(new Tills.Till.Paid(1), new Tills.Till.Paid(2), new Tills.Till.Paid(3));
    }

    @ParameterizedTest
    @EnumSource
    void aFailureLeavesNothingBehindReachesNoSaverAndIsTold(Kind kind) {
        copies.refuse(13);
        Runner runner = start(kind, EventSourcedSystem.of(pipe(tills, copies)));
        tills.pay("Ada", 1);
        tills.pay("Ada", 13);
        tills.pay("Ada", 2);
        until("it stops", () -> runner.statuses().getFirst().state() == State.STOPPED);
        assertThat(copies.of("Ada")).containsExactly(1);
        assertThatThrownBy(() -> runner.await(COPIES, PATIENCE))
                .isInstanceOf(FollowerException.class)
                .hasMessageContaining("The amount 13 is refused");
        copies.refuseNothing();
        runner.stop();
        runner.start();
        runner.await(COPIES, PATIENCE);
        assertThat(copies.of("Ada")).containsExactly(1, 13, 2);
        assertThat(runner.statuses()).extracting(FollowerStatus::state).containsExactly(State.RUNNING);
        until(
                "it is running",
                () -> persistence().trackingRecorder().failure(COPIES, TILLS, 0).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void severalRunnersOfOneSystemProcessEachEventOnce(Kind kind) {
        Copies elsewhere = new Copies(eventSourcing());
        Runner here = start(kind, EventSourcedSystem.of(pipe(tills, copies)));
        Runner there = start(kind, EventSourcedSystem.of(pipe(tills, elsewhere)));
        for (int amount = 1; amount <= 100; amount++) {
            tills.pay("Ada", amount);
        }
        here.await(COPIES, PATIENCE);
        there.await(COPIES, PATIENCE);
        assertThat(copies.of("Ada")).isEqualTo(listed(1, 100));
    }

    @ParameterizedTest
    @EnumSource
    void aRunnerRunsOnlyTheFollowersThatItIsTold(Kind kind) {
        Copies second = new Copies(eventSourcing(), "Second copies");
        EventSourcedSystem system = EventSourcedSystem.of(pipe(tills, copies), pipe(tills, second));
        Runner runner = started(
                kind == Kind.SINGLE_THREADED
                        ? Runner.singleThreaded(system, OPTIONS.followers("Second copies"))
                        : Runner.multiThreaded(system, OPTIONS.followers("Second copies")));
        tills.pay("Ada", 1);
        runner.await("Second copies", PATIENCE);
        assertThat(second.of("Ada")).containsExactly(1);
        assertThat(copies.of("Ada")).isEmpty();
        assertThat(runner.statuses()).extracting(FollowerStatus::followerName).containsExactly("Second copies");
        assertThatThrownBy(() -> Runner.multiThreaded(system, OPTIONS.followers("Nobody")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Nobody")
                .hasMessageContaining("Second copies");
        start(kind, EventSourcedSystem.of(pipe(tills, copies)));
        runner.await(COPIES, PATIENCE);
        assertThat(copies.of("Ada")).containsExactly(1);
    }

    @Test
    void aStopWithDrainingProcessesWhatIsCommitted() {
        Runner runner = start(Kind.MULTI_THREADED, EventSourcedSystem.of(pipe(tills, copies)));
        tills.pay("Ada", amounts(1, 200));
        assertThat(runner.stop(PATIENCE)).isTrue();
        assertThat(runner.running()).isFalse();
        assertThat(copies.of("Ada")).isEqualTo(listed(1, 200));
    }

    @Test
    void aStopWaitsForTheBatchAtHand() throws InterruptedException {
        CountDownLatch processing = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        copies.before(event -> {
            processing.countDown();
            Threads.await(release);
        });
        Runner runner = start(Kind.MULTI_THREADED, EventSourcedSystem.of(pipe(tills, copies)));
        tills.pay("Ada", 1);
        Threads.await(processing);
        Thread stopping = new Thread(runner::stop);
        stopping.start();
        release.countDown();
        stopping.join();
        assertThat(copies.of("Ada")).containsExactly(1);
    }
}
