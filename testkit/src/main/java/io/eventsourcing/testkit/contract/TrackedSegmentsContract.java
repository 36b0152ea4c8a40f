package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.SegmentsException;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.Tracking.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How every tracking recorder keeps the segments of a follower together, also when they are paused or replaced. */
public abstract class TrackedSegmentsContract extends TrackingContract {
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
    void whereAReplayEndsIsRememberedForEachSegmentUntilTheyAreReplaced() {
        transactions().separate(() -> {
            Tracking first =
                    tracking().lock(FOLLOWER, SCHOOL, new Segment(0, 2)).orElseThrow();
            Tracking second =
                    tracking().lock(FOLLOWER, SCHOOL, new Segment(1, 2)).orElseThrow();
            tracking().replayUntil(first, 7);
            tracking().move(second, 3);
            return true;
        });
        Tracking replaying = new Tracking(FOLLOWER, SCHOOL, 0, 0, State.RUNNING, 7);
        assertThat(replaying.furthest()).isEqualTo(7);
        assertThat(tracking().select(FOLLOWER, SCHOOL))
                .containsExactly(replaying, new Tracking(FOLLOWER, SCHOOL, 1, 3));
        transactions().separate(() -> {
            assertThat(tracking().lock(FOLLOWER, SCHOOL, new Segment(0, 2))).hasValue(replaying);
            tracking().move(replaying, 9);
            return true;
        });
        assertThat(tracking().select(FOLLOWER, SCHOOL).getFirst().replayUntil()).isEqualTo(7);
        transactions().separate(() -> {
            tracking().lock(FOLLOWER, SCHOOL, new Segment(0, 2));
            tracking().lock(FOLLOWER, SCHOOL, new Segment(1, 2));
            tracking().replaceSegments(FOLLOWER, SCHOOL, 1, 9);
            return true;
        });
        assertThat(tracking().select(FOLLOWER, SCHOOL)).containsExactly(new Tracking(FOLLOWER, SCHOOL, 0, 9));
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
}
