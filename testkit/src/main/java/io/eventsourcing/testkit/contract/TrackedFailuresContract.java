package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.TrackedFollower;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.Tracking.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every tracking recorder remembers beside positions: why a follower stopped, and which event its position is. */
public abstract class TrackedFailuresContract extends TrackingContract {
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
