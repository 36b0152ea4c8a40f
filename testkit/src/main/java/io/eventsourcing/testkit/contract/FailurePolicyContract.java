package io.eventsourcing.testkit.contract;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.persistence.ParkedNotification.Failure;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FailurePolicy;
import io.eventsourcing.system.FollowerControl;
import io.eventsourcing.system.FollowerStatus.State;
import io.eventsourcing.system.ParkedNotifications;
import io.eventsourcing.system.ParkedNotifications.Retried;
import io.eventsourcing.system.Runner;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of notifications that fail, on every backend. */
public abstract class FailurePolicyContract extends FollowersContract {
    private Tills tills;
    private Copies copies;
    private EventSourcedSystem system;
    private ParkedNotifications parked;

    @BeforeEach
    void makeSystem() {
        tills = new Tills(eventSourcing());
        copies = new Copies(eventSourcing());
        use(FailurePolicy.park().retries(0));
    }

    private void use(FailurePolicy policy) {
        system = EventSourcedSystem.of(pipe(tills, copies).onFailure(policy));
        parked = ParkedNotifications.of(system);
    }

    private List<ParkedNotification> allParked() {
        return parked.list(COPIES, TILLS, 0, 100);
    }

    private long position() {
        return persistence().trackingRecorder().maxTrackingId(COPIES, TILLS).orElse(0);
    }

    @Test
    void aFailingNotificationIsParkedWithWhatFollowsFromItsOriginatorWhileTheOthersGoOn() {
        copies.refuse(13);
        Runner runner = start(system, OPTIONS);
        tills.pay("Ada", 1, 13, 2);
        tills.pay("Bob", 1, 2, 3);
        runner.await(COPIES, PATIENCE);
        assertThat(copies.of("Ada")).containsExactly(1);
        assertThat(copies.of("Bob")).containsExactly(1, 2, 3);
        assertThat(allParked())
                .extracting(ParkedNotification::originatorId, ParkedNotification::failure, ParkedNotification::attempts)
                .containsExactly(
                        tuple(
                                Tills.idOf("Ada"),
                                new Failure(IllegalStateException.class.getName(), "The amount 13 is refused"),
                                1),
                        tuple(Tills.idOf("Ada"), null, 0));
        tills.pay("Ada", 3);
        tills.pay("Bob", 4);
        runner.await(COPIES, PATIENCE);
        assertThat(copies.of("Ada")).containsExactly(1);
        assertThat(copies.of("Bob")).containsExactly(1, 2, 3, 4);
        assertThat(parked.count(COPIES, TILLS)).isEqualTo(3);
        assertThat(runner.statuses()).extracting(status -> status.state()).containsExactly(State.RUNNING);
    }

    @Test
    void aRetryProcessesTheWholeQueueOfAnOriginatorInOrderAndOnce() {
        copies.refuse(13);
        Runner runner = start(system, OPTIONS);
        tills.pay("Ada", 1, 13, 2);
        tills.pay("Cleo", 13, 7);
        tills.pay("Ada", 3);
        runner.await(COPIES, PATIENCE);
        copies.refuseNothing();
        assertThat(parked.retry(COPIES, TILLS, Tills.idOf("Ada"))).isEqualTo(new Retried(3, null));
        assertThat(parked.retry(COPIES, TILLS, Tills.idOf("Ada"))).isEqualTo(new Retried(0, null));
        assertThat(copies.of("Ada")).containsExactly(1, 13, 2, 3);
        assertThat(copies.of("Cleo")).isEmpty();
        tills.pay("Ada", 4);
        tills.pay("Cleo", 8);
        runner.await(COPIES, PATIENCE);
        assertThat(copies.of("Ada")).containsExactly(1, 13, 2, 3, 4);
        assertThat(parked.count(COPIES, TILLS)).isEqualTo(3);
    }

    @Test
    void aRetryThatFailsAgainKeepsTheNotificationAndCounts() {
        copies.refuse(13);
        Runner runner = start(system, OPTIONS);
        tills.pay("Ada", 13, 14);
        runner.await(COPIES, PATIENCE);
        copies.before(event -> {
            if (Copies.amountOf(event) == 13) {
                throw new IllegalArgumentException("still not");
            }
        });
        Retried retried = parked.retry(COPIES, TILLS, Tills.idOf("Ada"));
        assertThat(retried.processed()).isZero();
        assertThat(retried.failed()).isEqualTo(allParked().getFirst());
        assertThat(allParked()).hasSize(2).first().satisfies(first -> {
            assertThat(first.failure()).isEqualTo(new Failure(IllegalArgumentException.class.getName(), "still not"));
            assertThat(first.attempts()).isEqualTo(2);
        });
        assertThat(copies.of("Ada")).isEmpty();
    }

    @Test
    void whatIsDiscardedIsNeverProcessedAndTheRestCanBeRetried() {
        copies.refuse(13);
        Runner runner = start(system, OPTIONS);
        tills.pay("Ada", 13, 14);
        runner.await(COPIES, PATIENCE);
        long culprit = allParked().getFirst().notificationId();
        assertThat(parked.discard(COPIES, TILLS, culprit)).isTrue();
        assertThat(parked.discard(COPIES, TILLS, culprit)).isFalse();
        tills.pay("Ada", 15);
        runner.await(COPIES, PATIENCE);
        assertThat(copies.of("Ada")).isEmpty();
        assertThat(parked.retry(COPIES, TILLS, Tills.idOf("Ada"))).isEqualTo(new Retried(2, null));
        assertThat(copies.of("Ada")).containsExactly(14, 15);
    }

    @Test
    void aFollowerThatWouldParkTooManyStopsAndSaysSoAndGoesOnWhenThereIsRoom() {
        use(FailurePolicy.park().retries(0).parkedAtMost(2));
        copies.refuse(13);
        Runner runner = start(system, OPTIONS);
        tills.pay("Ada", 13);
        tills.pay("Ada", 14);
        runner.await(COPIES, PATIENCE);
        tills.pay("Ada", 15);
        until("it stops", () -> runner.statuses().getFirst().state() == State.STOPPED);
        assertThat(runner.statuses().getFirst().error())
                .hasValueSatisfying(error -> assertThat(error).contains("2 parked", "retry or discard"));
        copies.refuseNothing();
        assertThat(parked.retry(COPIES, TILLS, Tills.idOf("Ada"))).isEqualTo(new Retried(2, null));
        FollowerControl.of(system).resume(COPIES);
        until("it goes on", () -> copies.of("Ada").equals(List.of(13, 14, 15)));
    }

    @Test
    void aSkippedNotificationIsPassedOverAlone() {
        use(FailurePolicy.skip().retries(1));
        copies.refuse(13);
        Runner runner = start(system, OPTIONS);
        tills.pay("Ada", 1, 13, 2);
        runner.await(COPIES, PATIENCE);
        assertThat(copies.of("Ada")).containsExactly(1, 2);
        assertThat(parked.count(COPIES, TILLS)).isZero();
    }

    @Test
    void aFollowerStopsUnlessToldOtherwiseAndGoesOnWhenResumed() {
        use(FailurePolicy.stop().retries(1));
        copies.refuse(13);
        Runner runner = start(system, OPTIONS);
        tills.pay("Ada", 1, 13, 2);
        until("it stops", () -> runner.statuses().getFirst().state() == State.STOPPED);
        assertThat(copies.of("Ada")).containsExactly(1);
        until(
                "it says so",
                () -> persistence().trackingRecorder().failure(COPIES, TILLS, 0).isPresent());
        copies.refuseNothing();
        FollowerControl.of(system).resume(COPIES);
        until("it goes on", () -> copies.of("Ada").equals(List.of(1, 13, 2)));
        assertThat(persistence().trackingRecorder().failure(COPIES, TILLS, 0)).isEmpty();
    }

    @Test
    void oneCulpritAmongAThousandCostsFewTransactionsAndNothingCommittedIsProcessedAgain() {
        for (int till = 0; till < 10; till++) {
            tills.pay("till " + till, amounts(1, 100));
        }
        tills.pay("culprit", 5_000);
        for (int till = 10; till < 20; till++) {
            tills.pay("till " + till, amounts(1, 100));
        }
        AtomicInteger calls = new AtomicInteger();
        copies.before(event -> {
            calls.incrementAndGet();
            if (Copies.amountOf(event) == 5_000) {
                throw new IllegalStateException("culprit");
            }
        });
        Runner runner = start(system, OPTIONS.batchSize(1_000));
        runner.await(COPIES, PATIENCE);
        for (int till = 0; till < 20; till++) {
            assertThat(copies.of("till " + till)).isEqualTo(listed(1, 100));
        }
        assertThat(allParked()).hasSize(1);
        assertThat(calls.get()).as("calls of the policy for 2,022 events").isLessThan(2_022 + 2 * 1_000);
    }

    @Test
    void whatIsParkedOutlivesTheRunnerAndIsKeptBehindByTheNext() {
        copies.refuse(13);
        Runner first = start(system, OPTIONS);
        tills.pay("Ada", 13);
        first.await(COPIES, PATIENCE);
        first.stop();
        tills.pay("Ada", 14);
        Runner second = start(system, OPTIONS);
        second.await(COPIES, PATIENCE);
        assertThat(copies.of("Ada")).isEmpty();
        assertThat(parked.count(COPIES, TILLS)).isEqualTo(2);
        assertThat(position()).isGreaterThanOrEqualTo(allParked().getLast().notificationId());
    }

    @Test
    void aStrangerIsRefusedByName() {
        assertThatThrownBy(() -> parked.list("Nobody", TILLS, 0, 1)).hasMessageContaining(COPIES);
        assertThatThrownBy(() -> parked.retry(COPIES, "Nobody", Tills.idOf("Ada")))
                .hasMessageContaining(TILLS);
    }
}
