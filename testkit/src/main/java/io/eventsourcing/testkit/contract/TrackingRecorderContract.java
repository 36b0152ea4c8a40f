package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.TrackingConflictException;
import io.eventsourcing.persistence.TrackingRecorder;
import io.eventsourcing.persistence.Transactions;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every tracking recorder does. */
public abstract class TrackingRecorderContract extends PersistenceContract {
    private static final String FOLLOWER = "Counters";

    private TrackingRecorder tracking() {
        return persistence().trackingRecorder();
    }

    private Transactions transactions() {
        return persistence().transactions();
    }

    private Optional<Tracking> lock() {
        return tracking().lock(FOLLOWER, SCHOOL, 0);
    }

    private void moveTo(long position) {
        transactions().separate(() -> {
            tracking().move(lock().orElseThrow(), position);
            return position;
        });
    }

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
                                .separate(() -> tracking().lock("Other", SCHOOL, 0))
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
            assertThat(readBesideAWriter(() -> transactions()
                            .separate(() -> tracking().select(FOLLOWER, SCHOOL))))
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

    @Test
    void segmentsAreTrackedApartAndTheLowestCounts() {
        moveTo(7);
        transactions().separate(() -> {
            tracking().move(tracking().lock(FOLLOWER, SCHOOL, 1).orElseThrow(), 3);
            return 3;
        });
        assertThat(tracking().select(FOLLOWER, SCHOOL))
                .containsExactly(new Tracking(FOLLOWER, SCHOOL, 0, 7), new Tracking(FOLLOWER, SCHOOL, 1, 3));
        assertThat(tracking().maxTrackingId(FOLLOWER, SCHOOL)).hasValue(3);
    }

    private void record(int segment, @Nullable String error) {
        transactions().separate(() -> {
            tracking().recordFailure(FOLLOWER, SCHOOL, segment, error);
            return segment;
        });
    }

    @Test
    void aFailureIsRememberedUntilItIsCleared() {
        String error = "Notification 3 failed: „Größe 犬“\n\tat line 1\n" + "x".repeat(10_000);
        assertThat(tracking().failure(FOLLOWER, SCHOOL, 0)).isEmpty();
        record(0, error);
        record(1, "another segment");
        assertThat(tracking().failure(FOLLOWER, SCHOOL, 0)).hasValue(error);
        record(0, null);
        assertThat(tracking().failure(FOLLOWER, SCHOOL, 0)).isEmpty();
        assertThat(tracking().failure(FOLLOWER, SCHOOL, 1)).hasValue("another segment");
    }

    @Test
    void aFailureLeavesThePositionAndAMoveLeavesTheFailure() {
        moveTo(5);
        record(0, "stopped");
        assertThat(tracking().maxTrackingId(FOLLOWER, SCHOOL)).hasValue(5);
        moveTo(6);
        assertThat(tracking().failure(FOLLOWER, SCHOOL, 0)).hasValue("stopped");
    }

    @Test
    void aFailureWhoseTransactionRollsBackIsNotRemembered() {
        assertThatThrownBy(() -> transactions().separate(() -> {
                    tracking().recordFailure(FOLLOWER, SCHOOL, 0, "stopped");
                    assertThat(tracking().failure(FOLLOWER, SCHOOL, 0)).hasValue("stopped");
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(tracking().failure(FOLLOWER, SCHOOL, 0)).isEmpty();
    }
}
