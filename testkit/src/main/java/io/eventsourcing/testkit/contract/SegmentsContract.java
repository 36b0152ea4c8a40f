package io.eventsourcing.testkit.contract;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.SegmentsException;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FailurePolicy;
import io.eventsourcing.system.FollowerControl;
import io.eventsourcing.system.FollowerException;
import io.eventsourcing.system.FollowerMonitor;
import io.eventsourcing.system.FollowerReport;
import io.eventsourcing.system.FollowerStatus.State;
import io.eventsourcing.system.ParkedNotifications;
import io.eventsourcing.system.Runner;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Followers that are split, paused, resumed and looked at, on every backend. */
public abstract class SegmentsContract extends FollowersContract {
    private static final int NAMES = 40;

    private Tills tills;
    private Copies copies;

    @BeforeEach
    void makeApplications() {
        tills = new Tills(eventSourcing());
        copies = new Copies(eventSourcing());
    }

    private EventSourcedSystem segments(int count) {
        return EventSourcedSystem.of(pipe(tills, copies).segments(count));
    }

    private void payAll(int from, int to) {
        for (int name = 0; name < NAMES; name++) {
            tills.pay("till " + name, amounts(from, to));
        }
    }

    private void assertAllCopied(int upTo) {
        for (int name = 0; name < NAMES; name++) {
            assertThat(copies.of("till " + name)).as("till %d", name).isEqualTo(listed(1, upTo));
        }
    }

    @Test
    void segmentsShareOutTheOriginatorsAndKeepTheirOrder() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        copies.before(event -> threads.add(Segment.of(event.originatorId(), 4) + " by "
                + Thread.currentThread().threadId()));
        payAll(1, 5);
        Runner runner = start(segments(4), OPTIONS);
        payAll(6, 10);
        runner.await(COPIES, PATIENCE);
        assertAllCopied(10);
        assertThat(threads).as("segments and their threads").hasSize(4);
        assertThat(persistence().trackingRecorder().select(COPIES, TILLS)).hasSize(4);
    }

    @Test
    void oneOriginatorAloneIsProcessedInWhateverSegmentItBelongs() {
        Runner runner = start(segments(8), OPTIONS);
        for (int name = 0; name < 8; name++) {
            tills.pay("till " + name, 1);
            runner.await(COPIES, PATIENCE);
            assertThat(copies.of("till " + name)).containsExactly(1);
        }
    }

    @Test
    void severalRunnersShareTheSegmentsOfOneFollower() {
        Copies elsewhere = new Copies(eventSourcing());
        Runner here = start(segments(3), OPTIONS);
        Runner there = start(EventSourcedSystem.of(pipe(tills, elsewhere).segments(3)), OPTIONS);
        for (int round = 0; round < 10; round++) {
            payAll(round * 3 + 1, round * 3 + 3);
        }
        here.await(COPIES, PATIENCE);
        there.await(COPIES, PATIENCE);
        assertAllCopied(30);
    }

    @Test
    void aCulpritHoldsUpOnlyItsOwnSegment() {
        copies.before(event -> {
            if (event.originatorId().equals(Tills.idOf("till 0"))) {
                throw new IllegalStateException("till 0 is refused");
            }
        });
        start(segments(4), OPTIONS);
        payAll(1, 3);
        int stopped = Segment.of(Tills.idOf("till 0"), 4).number();
        until("the others are done", () -> {
            for (int name = 0; name < NAMES; name++) {
                boolean same = Segment.of(Tills.idOf("till " + name), 4).number() == stopped;
                if (!same && copies.of("till " + name).size() < 3) {
                    return false;
                }
            }
            return true;
        });
        assertThat(copies.of("till 0")).isEmpty();
    }

    @Test
    void anotherNumberOfSegmentsIsRefusedAtTheStart() {
        payAll(1, 1);
        Runner runner = start(segments(2), OPTIONS);
        runner.await(COPIES, PATIENCE);
        runner.stop();
        Runner other = Runner.multiThreaded(segments(3), OPTIONS);
        assertThatThrownBy(other::start)
                .isInstanceOf(SegmentsException.class)
                .hasMessageContaining("2 segment(s) but is set to 3");
        assertThat(other.running()).isFalse();
    }

    @Test
    void segmentsAreChangedWhileTheFollowerIsPaused() {
        Runner two = start(segments(2), OPTIONS);
        payAll(1, 4);
        two.await(COPIES, PATIENCE);
        FollowerControl control = FollowerControl.of(segments(2));
        assertThatThrownBy(() -> control.resegment(COPIES, TILLS, 5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pause it");
        control.pause(COPIES);
        payAll(5, 6);
        control.resegment(COPIES, TILLS, 5);
        two.stop();
        Runner five = start(segments(5), OPTIONS);
        control.resume(COPIES);
        five.await(COPIES, PATIENCE);
        payAll(7, 8);
        five.await(COPIES, PATIENCE);
        assertAllCopied(8);
        assertThat(persistence().trackingRecorder().select(COPIES, TILLS)).hasSize(5);
    }

    @Test
    void segmentsThatAreBehindCatchUpBeforeTheyAreChanged() {
        payAll(1, 5);
        copies.before(event -> {
            if (Segment.of(event.originatorId(), 2).number() == 1) {
                throw new IllegalStateException("not now");
            }
        });
        Runner two = start(segments(2), OPTIONS);
        until(
                "one is done, the other has stopped",
                () -> two.statuses().get(1).state() == State.STOPPED
                        && two.statuses().get(0).position() > 0);
        FollowerControl control = FollowerControl.of(segments(2));
        control.pause(COPIES);
        two.stop();
        assertThatThrownBy(() -> control.resegment(COPIES, TILLS, 1))
                .isInstanceOf(FollowerException.class)
                .hasMessageContaining("not now");
        copies.refuseNothing();
        control.resegment(COPIES, TILLS, 1);
        assertThat(persistence().trackingRecorder().select(COPIES, TILLS))
                .singleElement()
                .extracting(Tracking::state)
                .isEqualTo(Tracking.State.PAUSED);
        control.resume(COPIES);
        start(segments(1), OPTIONS).await(COPIES, PATIENCE);
        assertAllCopied(5);
    }

    @Test
    void whatIsParkedIsRetriedInItsNewSegment() {
        copies.refuse(2);
        EventSourcedSystem parking = EventSourcedSystem.of(
                pipe(tills, copies).onFailure(FailurePolicy.park().retries(0)));
        Runner one = start(parking, OPTIONS);
        payAll(1, 3);
        one.await(COPIES, PATIENCE);
        FollowerControl.of(parking).pause(COPIES);
        FollowerControl.of(parking).resegment(COPIES, TILLS, 7);
        one.stop();
        copies.refuseNothing();
        ParkedNotifications parked = ParkedNotifications.of(segments(7));
        assertThat(parked.list(COPIES, TILLS, 0, 1_000))
                .allSatisfy(row -> assertThat(row.segment())
                        .isEqualTo(Segment.of(row.originatorId(), 7).number()));
        parked.list(COPIES, TILLS, 0, 1_000).stream()
                .map(ParkedNotification::originatorId)
                .distinct()
                .forEach(originator -> parked.retry(COPIES, TILLS, originator));
        assertAllCopied(3);
    }

    @Test
    void aPausedFollowerIsLeftAloneByEveryRunnerUntilItIsResumed() {
        Copies elsewhere = new Copies(eventSourcing());
        Runner here = start(segments(2), OPTIONS);
        Runner there = start(EventSourcedSystem.of(pipe(tills, elsewhere).segments(2)), OPTIONS);
        payAll(1, 2);
        here.await(COPIES, PATIENCE);
        FollowerControl.of(segments(2)).pause(COPIES);
        payAll(3, 4);
        assertThatThrownBy(() -> here.await(COPIES, PATIENCE))
                .isInstanceOf(FollowerException.class)
                .hasMessageContaining("paused");
        assertAllCopied(2);
        FollowerControl.of(segments(2)).resume(COPIES);
        until("it goes on", () -> copies.of("till " + (NAMES - 1)).size() == 4);
        there.await(COPIES, PATIENCE);
        assertAllCopied(4);
    }

    @Test
    void aPauseWaitsForTheBatchAtHand() {
        CountDownLatch processing = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        copies.before(event -> {
            processing.countDown();
            Threads.await(release);
        });
        start(segments(1), OPTIONS);
        tills.pay("Ada", 1);
        Threads.await(processing);
        Thread releasing = new Thread(release::countDown);
        releasing.start();
        FollowerControl.of(segments(1)).pause(COPIES);
        assertThat(persistence().trackingRecorder().select(COPIES, TILLS))
                .extracting(Tracking::state)
                .containsExactly(Tracking.State.PAUSED);
    }

    @Test
    void theMonitorTellsWhatIsStoredAndWhatTheRunnerKnows() {
        EventSourcedSystem system = EventSourcedSystem.of(
                pipe(tills, copies).segments(2).onFailure(FailurePolicy.park().retries(0)));
        FollowerMonitor elsewhere = FollowerMonitor.of(system);
        assertThat(elsewhere.reports()).hasSize(2).allSatisfy(report -> {
            assertThat(report.status().position()).isZero();
            assertThat(report.node()).isEmpty();
            assertThat(report.lag()).isZero();
        });
        copies.refuse(3);
        Runner runner = start(system, OPTIONS);
        payAll(1, 3);
        runner.await(COPIES, PATIENCE);
        FollowerControl.of(system).pause(COPIES);
        tills.pay("Ada", 1, 2);
        for (FollowerMonitor monitor : List.of(elsewhere, FollowerMonitor.of(system, runner))) {
            assertThat(monitor.reports()).hasSize(2).allSatisfy(report -> {
                assertThat(report.status().state()).isEqualTo(State.PAUSED);
                assertThat(report.lag()).isLessThanOrEqualTo(3L + NAMES * 4);
                assertThat(report.parked()).isEqualTo(NAMES);
                assertThat(report.node()).isPresent();
                assertThat(report.changedAt()).isPresent();
            });
            assertThat(monitor.reports())
                    .extracting(FollowerReport::lag)
                    .anySatisfy(lag -> assertThat(lag).isGreaterThanOrEqualTo(3));
        }
        assertThat(FollowerMonitor.of(system, runner).reports())
                .extracting(FollowerReport::perSecond)
                .anySatisfy(rate -> assertThat(rate).isPositive());
    }
}
