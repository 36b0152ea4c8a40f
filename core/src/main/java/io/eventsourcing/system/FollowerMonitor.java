package io.eventsourcing.system;

import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.TrackedFollower;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.TrackingRecorder;
import io.eventsourcing.system.FollowerStatus.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells how the followers of a system are doing: what is stored about them, and what a runner of this process knows. Works
 * also in a process that runs none. Costs one query for each database, and two for each follower. Thread-safe.
 */
public final class FollowerMonitor {
    /** How far the lag is counted. */
    public static final int MOST_LAG = 10_000;

    private final EventSourcedSystem system;
    private final @Nullable Runner runner;

    private FollowerMonitor(EventSourcedSystem system, @Nullable Runner runner) {
        this.system = Objects.requireNonNull(system, "system");
        this.runner = runner;
    }

    /** Tells what is stored. */
    public static FollowerMonitor of(EventSourcedSystem system) {
        return new FollowerMonitor(system, null);
    }

    /** Tells what is stored, and what a runner of that system knows. */
    public static FollowerMonitor of(EventSourcedSystem system, Runner runner) {
        return new FollowerMonitor(system, Objects.requireNonNull(runner, "runner"));
    }

    /**
     * One report for each segment of each follower, in the order of the system's pipes.
     *
     * @throws io.eventsourcing.persistence.PersistenceException if a database cannot be asked
     */
    public List<FollowerReport> reports() {
        Map<TrackingRecorder, List<TrackedFollower>> stored = new HashMap<>();
        List<FollowerReport> reports = new ArrayList<>();
        for (Pipe pipe : system.pipes()) {
            List<TrackedFollower> rows = stored.computeIfAbsent(pipe.tracking(), TrackingRecorder::followers).stream()
                    .filter(row -> pipe.tracks(row.tracking()))
                    .toList();
            long parked = pipe.parking().count(pipe.followerName(), pipe.leaderName());
            int segments = rows.isEmpty() ? pipe.segments() : rows.getFirst().segments();
            for (int segment = 0; segment < segments; segment++) {
                reports.add(new Parts(pipe, segment, row(rows, segment), local(pipe, segment)).report(parked));
            }
        }
        return reports;
    }

    private static @Nullable TrackedFollower row(List<TrackedFollower> rows, int segment) {
        return rows.stream()
                .filter(row -> row.tracking().segment() == segment)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Follower local(Pipe pipe, int segment) {
        List<Followers.Running> running = switch (runner) {
            case MultiThreadedRunner threads
            when threads.running() -> threads.followers().all();
            case SingleThreadedRunner thread
            when thread.running() -> thread.followers().all();
            case null, default -> List.of();
        };
        return running.stream()
                .map(Followers.Running::follower)
                .filter(follower ->
                        follower.pipe().is(pipe) && follower.segment().number() == segment)
                .findFirst()
                .orElse(null);
    }

    /** What there is to be put together to a report. */
    private record Parts(
            Pipe pipe,
            int segment,
            @Nullable TrackedFollower row,
            @Nullable Follower local) {
        FollowerReport report(long parked) {
            FollowerStatus status = status();
            long lag = pipe.log()
                    .count(NotificationQuery.after(status.position(), MOST_LAG).topics(pipe.topics()));
            return new FollowerReport(
                    status,
                    lag,
                    parked,
                    Optional.ofNullable(row).map(TrackedFollower::node),
                    Optional.ofNullable(row).map(TrackedFollower::changedAt),
                    local == null ? 0 : local.perSecond(),
                    local == null ? 0 : local.failed());
        }

        private FollowerStatus status() {
            long position = row == null ? 0 : row.tracking().position();
            State state = row == null ? State.RUNNING : state(row.tracking());
            Optional<String> error = Optional.ofNullable(row).map(TrackedFollower::error);
            if (local != null) {
                FollowerStatus known = local.status();
                position = Math.max(position, known.position());
                state = state == State.PAUSED ? state : known.state();
                error = known.error().or(() -> Optional.ofNullable(row).map(TrackedFollower::error));
            }
            return new FollowerStatus(pipe.followerName(), pipe.leaderName(), segment, position, state, error);
        }

        private static State state(Tracking tracking) {
            return switch (tracking.state()) {
                case RUNNING -> State.RUNNING;
                case STOPPED -> State.STOPPED;
                case PAUSED -> State.PAUSED;
            };
        }
    }
}
