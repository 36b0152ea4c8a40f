package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.TrackedFollower;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.Tracking.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the followers. */
record MemoryTracking(
        Tracking tracking,
        int segments,
        @Nullable String error,
        boolean moved,
        Instant changedAt,
        @Nullable String eventId) {
    static MemoryTracking begin(MemoryTrackingKey key, int segments, long position, State state) {
        Tracking tracking = new Tracking(key.applicationName(), key.leaderName(), key.segment(), position, state);
        return new MemoryTracking(tracking, segments, null, false, Instant.now(), null);
    }

    MemoryTracking movedTo(long position) {
        return changed(position, tracking.state() == State.PAUSED ? State.PAUSED : State.RUNNING, null, true);
    }

    MemoryTracking at(String event) {
        return new MemoryTracking(tracking, segments, error, moved, changedAt, event);
    }

    MemoryTracking failed(@Nullable String why) {
        State failed = why == null ? State.RUNNING : State.STOPPED;
        return changed(tracking.position(), tracking.state() == State.PAUSED ? State.PAUSED : failed, why, moved);
    }

    MemoryTracking paused(boolean paused) {
        return paused
                ? changed(tracking.position(), State.PAUSED, error, moved)
                : changed(tracking.position(), State.RUNNING, null, moved);
    }

    MemoryTracking replayUntil(long position) {
        Tracking replaying = new Tracking(
                tracking.applicationName(),
                tracking.leaderName(),
                tracking.segment(),
                tracking.position(),
                tracking.state(),
                position);
        return new MemoryTracking(replaying, segments, error, moved, changedAt, eventId);
    }

    private MemoryTracking changed(long position, State state, @Nullable String why, boolean everMoved) {
        Tracking changed = new Tracking(
                tracking.applicationName(),
                tracking.leaderName(),
                tracking.segment(),
                position,
                state,
                tracking.replayUntil());
        return new MemoryTracking(changed, segments, why, everMoved, Instant.now(), eventId);
    }

    TrackedFollower follower(String node) {
        return new TrackedFollower(tracking, segments, error, moved ? node : null, changedAt);
    }
}
