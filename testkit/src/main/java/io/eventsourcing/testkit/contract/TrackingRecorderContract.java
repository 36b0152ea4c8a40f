package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.TrackingConflictException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How every tracking recorder locks and moves the position of a follower. */
public abstract class TrackingRecorderContract extends TrackingContract {
    @Test
    void aFollowerBeginsAtZeroAndMovesOn() {
        assertThat(tracking().maxTrackingId(FOLLOWER, SCHOOL)).isEmpty();
        assertThat(transactions().separate(this::lock)).hasValue(new Tracking(FOLLOWER, SCHOOL, 0, 0));
        moveTo(5);
        moveTo(9);
        assertThat(transactions().separate(this::lock)).hasValue(new Tracking(FOLLOWER, SCHOOL, 0, 9));
        assertThat(tracking().maxTrackingId(FOLLOWER, SCHOOL)).hasValue(9);
        assertThat(tracking().hasTrackingId(FOLLOWER, SCHOOL, 9)).isTrue();
        assertThat(tracking().hasTrackingId(FOLLOWER, SCHOOL, 10)).isFalse();
    }

    @Test
    void aMoveThatRollsBackDidNotHappen() {
        moveTo(5);
        assertThatThrownBy(() -> transactions().separate(() -> {
                    tracking().move(lock().orElseThrow(), 6);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(tracking().maxTrackingId(FOLLOWER, SCHOOL)).hasValue(5);
    }

    @Test
    void onlyWhoReadThePositionMayMoveFromIt() {
        moveTo(5);
        Tracking stale = new Tracking(FOLLOWER, SCHOOL, 0, 4);
        assertThatThrownBy(() -> transactions().separate(() -> {
                    lock();
                    tracking().move(stale, 6);
                    return stale;
                }))
                .isInstanceOf(TrackingConflictException.class)
                .hasMessageContaining(FOLLOWER);
        assertThat(tracking().maxTrackingId(FOLLOWER, SCHOOL)).hasValue(5);
    }

    @Test
    void positionsAscend() {
        moveTo(5);
        assertThatThrownBy(() -> moveTo(5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> moveTo(4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLockNeedsATransaction() {
        assertThatThrownBy(this::lock).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMoveNeedsATransaction() {
        assertThatThrownBy(() -> tracking().move(new Tracking(FOLLOWER, SCHOOL, 0, 0), 1))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whileOneTransactionHoldsTheLockAnotherGoesAwayWithoutWaiting() {
        moveTo(1);
        theSecondGoesAwayWithoutWaiting();
    }

    @Test
    void whoComesSecondToAFollowerThatHasNeverRunGoesAwayWithoutWaitingToo() {
        theSecondGoesAwayWithoutWaiting();
    }

    private void theSecondGoesAwayWithoutWaiting() {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Boolean> holder = threads.submit(() -> transactions().separate(() -> {
                boolean held = lock().isPresent();
                locked.countDown();
                Threads.await(release);
                return held;
            }));
            Threads.await(locked);
            try {
                assertThat(transactions().separate(this::lock)).isEmpty();
                assertThat(transactions()
                                .separate(() -> tracking().lock("Other", SCHOOL, Segment.whole()))
                                .isPresent())
                        .isEqualTo(manyWriters());
            } finally {
                release.countDown();
            }
            assertThat(Threads.get(holder)).isTrue();
            assertThat(transactions().separate(this::lock)).isPresent();
        }
    }

    @Test
    void beginningAFollowerEndsNoTransaction() {
        UUID fido = UUID.randomUUID();
        assertThatThrownBy(() -> transactions().separate(() -> {
                    persistence().eventRecorder().insertEvents(events(fido, 1));
                    assertThat(lock()).isPresent();
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(persistence().eventRecorder().selectEvents(SCHOOL, fido, EventQuery.all()))
                .isEmpty();
        assertThat(transactions().separate(this::lock)).hasValue(new Tracking(FOLLOWER, SCHOOL, 0, 0));
    }

    @Test
    void aRollBackFreesTheLock() {
        moveTo(5);
        assertThatThrownBy(() -> transactions().separate(() -> {
                    assertThat(lock()).isPresent();
                    assertThat(transactions().separate(this::lock)).isEmpty();
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(transactions().separate(this::lock)).hasValue(new Tracking(FOLLOWER, SCHOOL, 0, 5));
    }

    @Test
    void aTransactionSeesItsOwnMoveAndOthersDoNot() {
        moveTo(5);
        transactions().separate(() -> {
            tracking().move(lock().orElseThrow(), 6);
            assertThat(lock()).hasValue(new Tracking(FOLLOWER, SCHOOL, 0, 6));
            assertThat(tracking().maxTrackingId(FOLLOWER, SCHOOL)).hasValue(6);
            assertThat(readBesideAWriter(
                            () -> transactions().separate(() -> tracking().select(FOLLOWER, SCHOOL))))
                    .allMatch(other -> other.position() == 5);
            return 6;
        });
        assertThat(tracking().maxTrackingId(FOLLOWER, SCHOOL)).hasValue(6);
    }

    @Test
    void followersAndLeadersAreTrackedApart() {
        moveTo(5);
        assertThat(tracking().maxTrackingId("Others", SCHOOL)).isEmpty();
        assertThat(tracking().maxTrackingId(FOLLOWER, "Kennel")).isEmpty();
        assertThat(tracking().hasTrackingId(FOLLOWER, "Kennel", 1)).isFalse();
    }
}
