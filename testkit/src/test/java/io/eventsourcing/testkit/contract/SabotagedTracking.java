package io.eventsourcing.testkit.contract;

import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.TrackedFollower;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.TrackingRecorder;
import io.eventsourcing.persistence.Transactions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers how far followers have come, with one thing wrong. */
final class SabotagedTracking implements TrackingRecorder {
    private final TrackingRecorder good;
    private final Transactions transactions;
    private final Fault fault;

    SabotagedTracking(TrackingRecorder good, Transactions transactions, Fault fault) {
        this.good = good;
        this.transactions = transactions;
        this.fault = fault;
    }

    @Override
    public Optional<Tracking> lock(String applicationName, String leaderName, Segment segment) {
        if (fault == Fault.LOCKS_WITHOUT_A_TRANSACTION && !transactions.active()) {
            return transactions.separate(() -> good.lock(applicationName, leaderName, segment));
        }
        Optional<Tracking> locked = good.lock(applicationName, leaderName, segment);
        return fault == Fault.LOCKS_NOBODY_OUT && locked.isEmpty()
                ? Optional.of(new Tracking(applicationName, leaderName, segment.number(), 0))
                : locked;
    }

    @Override
    public void move(Tracking read, long position) {
        switch (fault) {
            case LOSES_MOVES -> {}
            case MOVES_BACK -> good.move(read, Math.max(position, read.position() + 1));
            case MOVES_FROM_ANYWHERE ->
                good.move(
                        good.lock(read.applicationName(), read.leaderName(), Segment.whole())
                                .orElseThrow(),
                        position);
            default -> good.move(read, position);
        }
    }

    @Override
    public List<Tracking> select(String applicationName, String leaderName) {
        List<Tracking> found = good.select(fault == Fault.MIXES_FOLLOWERS ? "Counters" : applicationName, leaderName);
        return fault == Fault.MIXES_SEGMENTS ? found.subList(0, Math.min(1, found.size())) : found;
    }

    @Override
    public void rememberEvent(Tracking tracking, String eventId) {
        if (fault != Fault.FORGETS_THE_EVENT_OF_A_POSITION) {
            good.rememberEvent(tracking, eventId);
        }
    }

    @Override
    public void replayUntil(Tracking tracking, long position) {
        if (fault != Fault.FORGETS_REPLAYS) {
            good.replayUntil(tracking, position);
        }
    }

    @Override
    public Optional<String> rememberedEvent(String applicationName, String leaderName, int segment) {
        return good.rememberedEvent(applicationName, leaderName, segment);
    }

    @Override
    public void recordFailure(String applicationName, String leaderName, Segment segment, @Nullable String error) {
        if (error == null && fault == Fault.KEEPS_FAILURES) {
            return;
        }
        String kept = error != null && fault == Fault.CUTS_FAILURES
                ? error.substring(0, Math.min(255, error.length()))
                : error;
        good.recordFailure(applicationName, leaderName, segment, kept);
    }

    @Override
    public Optional<String> failure(String applicationName, String leaderName, int segment) {
        return good.failure(applicationName, leaderName, segment);
    }

    @Override
    public List<TrackedFollower> followers() {
        return good.followers();
    }

    @Override
    public void pause(String applicationName, String leaderName, int segments, boolean paused) {
        if (fault != Fault.PAUSES_NOBODY) {
            good.pause(applicationName, leaderName, segments, paused);
        }
    }

    @Override
    public void replaceSegments(String applicationName, String leaderName, int segments, long position) {
        if (fault == Fault.MIXES_NUMBERS_OF_SEGMENTS) {
            good.replaceSegments(applicationName, leaderName, segments - 1, position);
        } else {
            good.replaceSegments(applicationName, leaderName, segments, position);
        }
    }
}
