package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.SegmentsException;
import io.eventsourcing.persistence.TrackedFollower;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.Tracking.State;
import io.eventsourcing.persistence.TrackingConflictException;
import io.eventsourcing.persistence.TrackingRecorder;
import io.eventsourcing.persistence.Transactions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
        return tracking().lock(FOLLOWER, SCHOOL, Segment.whole());
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

    private void moveSegment(int number, int count, long position) {
        transactions().separate(() -> {
            tracking()
                    .move(
                            tracking()
                                    .lock(FOLLOWER, SCHOOL, new Segment(number, count))
                                    .orElseThrow(),
                            position);
            return position;
        });
    }

    @Test
    void segmentsAreTrackedApartAndTheLowestCounts() {
        moveSegment(0, 2, 7);
        moveSegment(1, 2, 3);
        assertThat(tracking().select(FOLLOWER, SCHOOL))
                .containsExactly(new Tracking(FOLLOWER, SCHOOL, 0, 7), new Tracking(FOLLOWER, SCHOOL, 1, 3));
        assertThat(tracking().maxTrackingId(FOLLOWER, SCHOOL)).hasValue(3);
    }

    @Test
    void whicheverSegmentIsLockedFirstBeginsThemAll() {
        moveSegment(1, 3, 7);
        assertThat(tracking().select(FOLLOWER, SCHOOL))
                .containsExactly(
                        new Tracking(FOLLOWER, SCHOOL, 0, 0),
                        new Tracking(FOLLOWER, SCHOOL, 1, 7),
                        new Tracking(FOLLOWER, SCHOOL, 2, 0));
        assertThat(tracking().maxTrackingId(FOLLOWER, SCHOOL)).hasValue(0);
        moveSegment(0, 3, 5);
        moveSegment(2, 3, 6);
        assertThat(tracking().maxTrackingId(FOLLOWER, SCHOOL)).hasValue(5);
    }

    @Test
    void whoHasAnotherNumberOfSegmentsGetsNoLock() {
        moveSegment(0, 2, 7);
        for (Segment other : List.of(Segment.whole(), new Segment(0, 3), new Segment(1, 3))) {
            assertThatThrownBy(() -> transactions().separate(() -> tracking().lock(FOLLOWER, SCHOOL, other)))
                    .isInstanceOf(SegmentsException.class)
                    .hasMessageContaining(FOLLOWER)
                    .hasMessageContaining("2 segment");
        }
        assertThat(tracking().select(FOLLOWER, SCHOOL)).hasSize(2);
    }

    @Test
    void segmentsAreReplacedByOthersAtOnePosition() {
        moveSegment(0, 2, 7);
        moveSegment(1, 2, 7);
        tracking().pause(FOLLOWER, SCHOOL, 2, true);
        transactions().separate(() -> {
            tracking().replaceSegments(FOLLOWER, SCHOOL, 3, 7);
            return 3;
        });
        assertThat(tracking().select(FOLLOWER, SCHOOL))
                .extracting(Tracking::segment, Tracking::position, Tracking::state)
                .containsExactly(tuple(0, 7L, State.PAUSED), tuple(1, 7L, State.PAUSED), tuple(2, 7L, State.PAUSED));
        assertThat(transactions().separate(() -> tracking().lock(FOLLOWER, SCHOOL, new Segment(2, 3))))
                .isPresent();
    }

    @Test
    void aPausedFollowerSaysSoToWhoLocksItUntilItIsResumed() {
        moveSegment(0, 2, 7);
        tracking().pause(FOLLOWER, SCHOOL, 2, true);
        assertThat(transactions().separate(() -> tracking().lock(FOLLOWER, SCHOOL, new Segment(1, 2))))
                .hasValue(new Tracking(FOLLOWER, SCHOOL, 1, 0, State.PAUSED));
        assertThat(tracking().select(FOLLOWER, SCHOOL))
                .extracting(Tracking::state)
                .containsOnly(State.PAUSED);
        tracking().pause(FOLLOWER, SCHOOL, 2, false);
        assertThat(transactions().separate(() -> tracking().lock(FOLLOWER, SCHOOL, new Segment(0, 2))))
                .hasValue(new Tracking(FOLLOWER, SCHOOL, 0, 7, State.RUNNING));
    }

    @Test
    void aFollowerThatHasNeverRunCanBePaused() {
        tracking().pause(FOLLOWER, SCHOOL, 2, true);
        assertThat(transactions().separate(() -> tracking().lock(FOLLOWER, SCHOOL, new Segment(0, 2))))
                .hasValue(new Tracking(FOLLOWER, SCHOOL, 0, 0, State.PAUSED));
    }

    @Test
    void whileAFollowerProcessesItsFirstNotificationsItIsNotPausedSilently() {
        transactions().separate(() -> {
            lock();
            return assertThatThrownBy(() -> transactions().separate(() -> {
                        tracking().pause(FOLLOWER, SCHOOL, 1, true);
                        return true;
                    }))
                    .isInstanceOf(OperationalException.class);
        });
    }

    @Test
    void ofManyWhoBeginOneFollowerNobodyUndoesWhatAnotherDid() {
        List<Boolean> moved = Threads.together(8, i -> () -> {
            boolean done = false;
            while (!done) {
                done = movedByOne(new Segment(0, 3));
            }
            return true;
        });
        assertThat(moved).hasSize(8);
        assertThat(tracking().select(FOLLOWER, SCHOOL))
                .extracting(Tracking::position)
                .containsExactly(8L, 0L, 0L);
    }

    private boolean movedByOne(Segment segment) {
        try {
            return transactions().separate(() -> {
                Optional<Tracking> locked = tracking().lock(FOLLOWER, SCHOOL, segment);
                locked.ifPresent(read -> tracking().move(read, read.position() + 1));
                return locked.isPresent();
            });
        } catch (OperationalException e) {
            return false;
        }
    }

    @Test
    void everythingStoredAboutFollowersIsTold() {
        moveSegment(0, 2, 7);
        record(new Segment(1, 2), "unlucky");
        tracking().pause("Another", "Kennel", 1, true);
        assertThat(tracking().followers())
                .extracting(
                        row -> row.tracking().applicationName(),
                        row -> row.tracking().segment(),
                        row -> row.tracking().state(),
                        TrackedFollower::segments,
                        TrackedFollower::error)
                .containsExactly(
                        tuple("Another", 0, State.PAUSED, 1, null),
                        tuple(FOLLOWER, 0, State.RUNNING, 2, null),
                        tuple(FOLLOWER, 1, State.STOPPED, 2, "unlucky"));
        assertThat(tracking().followers().get(1).node()).isNotBlank();
        assertThat(tracking().followers().get(2).node()).isNull();
        assertThat(tracking().followers().get(1).changedAt()).isCloseTo(Instant.now(), within(1, ChronoUnit.HOURS));
    }

    private void record(Segment segment, @Nullable String error) {
        transactions().separate(() -> {
            tracking().recordFailure(FOLLOWER, SCHOOL, segment, error);
            return segment;
        });
    }

    @Test
    void aFailureIsRememberedUntilItIsCleared() {
        String error = "Notification 3 failed: „Größe 犬“\n\tat line 1\n" + "x".repeat(10_000);
        assertThat(tracking().failure(FOLLOWER, SCHOOL, 0)).isEmpty();
        record(new Segment(0, 2), error);
        record(new Segment(1, 2), "another segment");
        assertThat(tracking().failure(FOLLOWER, SCHOOL, 0)).hasValue(error);
        record(new Segment(0, 2), null);
        assertThat(tracking().failure(FOLLOWER, SCHOOL, 0)).isEmpty();
        assertThat(tracking().failure(FOLLOWER, SCHOOL, 1)).hasValue("another segment");
    }

    @Test
    void aFailureLeavesThePositionAndAMoveEndsTheFailure() {
        moveTo(5);
        record(Segment.whole(), "stopped");
        assertThat(tracking().select(FOLLOWER, SCHOOL))
                .containsExactly(new Tracking(FOLLOWER, SCHOOL, 0, 5, State.STOPPED));
        moveTo(6);
        assertThat(tracking().failure(FOLLOWER, SCHOOL, 0)).isEmpty();
        assertThat(tracking().select(FOLLOWER, SCHOOL)).containsExactly(new Tracking(FOLLOWER, SCHOOL, 0, 6));
    }

    @Test
    void aFailureLeavesAPausedFollowerPaused() {
        moveTo(5);
        tracking().pause(FOLLOWER, SCHOOL, 1, true);
        record(Segment.whole(), "stopped");
        assertThat(tracking().select(FOLLOWER, SCHOOL))
                .extracting(Tracking::state)
                .containsExactly(State.PAUSED);
        assertThat(tracking().failure(FOLLOWER, SCHOOL, 0)).hasValue("stopped");
    }

    @Test
    void aMoveLeavesAPausedFollowerPaused() {
        tracking().pause(FOLLOWER, SCHOOL, 1, true);
        moveTo(5);
        assertThat(tracking().select(FOLLOWER, SCHOOL))
                .containsExactly(new Tracking(FOLLOWER, SCHOOL, 0, 5, State.PAUSED));
    }

    @Test
    void aFailureIsNotRecordedWhileAnotherTransactionProcesses() {
        moveTo(5);
        transactions().separate(() -> {
            lock();
            return assertThatThrownBy(() -> record(Segment.whole(), "stopped"))
                    .isInstanceOf(OperationalException.class);
        });
    }

    @Test
    void aFailureWhoseTransactionRollsBackIsNotRemembered() {
        assertThatThrownBy(() -> transactions().separate(() -> {
                    tracking().recordFailure(FOLLOWER, SCHOOL, Segment.whole(), "stopped");
                    assertThat(tracking().failure(FOLLOWER, SCHOOL, 0)).hasValue("stopped");
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(tracking().failure(FOLLOWER, SCHOOL, 0)).isEmpty();
    }

    private void remember(int segment, String eventId) {
        transactions().separate(() -> {
            Tracking locked =
                    tracking().lock(FOLLOWER, SCHOOL, new Segment(segment, 2)).orElseThrow();
            tracking().move(locked, locked.position() + 1);
            tracking().rememberEvent(locked, eventId);
            return segment;
        });
    }

    @Test
    void theEventOfAPositionIsRememberedForEachSegment() {
        remember(0, "1 „Größe“/1 2026-01-01T00:00:00Z");
        assertThat(tracking().rememberedEvent(FOLLOWER, SCHOOL, 0)).hasValue("1 „Größe“/1 2026-01-01T00:00:00Z");
        assertThat(tracking().rememberedEvent(FOLLOWER, SCHOOL, 1)).isEmpty();
        remember(1, "one");
        remember(0, "two");
        assertThat(tracking().rememberedEvent(FOLLOWER, SCHOOL, 0)).hasValue("two");
        assertThat(tracking().rememberedEvent(FOLLOWER, SCHOOL, 1)).hasValue("one");
        assertThat(tracking().rememberedEvent("Others", SCHOOL, 0)).isEmpty();
    }

    @Test
    void anEventIsRememberedWithinATransactionAndForgottenWithIt() {
        remember(0, "one");
        assertThatThrownBy(() -> tracking().rememberEvent(new Tracking(FOLLOWER, SCHOOL, 0, 1), "two"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transactions().separate(() -> {
                    Tracking locked =
                            tracking().lock(FOLLOWER, SCHOOL, new Segment(0, 2)).orElseThrow();
                    tracking().rememberEvent(locked, "two");
                    assertThat(tracking().rememberedEvent(FOLLOWER, SCHOOL, 0)).hasValue("two");
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(tracking().rememberedEvent(FOLLOWER, SCHOOL, 0)).hasValue("one");
    }
}
