package io.eventsourcing.system;

import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.TrackedFollower;
import io.eventsourcing.persistence.Tracking;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses and resumes the followers of a system, moves them, and changes their segments, for every process that runs them. What is
 * asked for is stored, so it lasts. Works also in a process that runs none. Thread-safe.
 */
public final class FollowerControl {
    private static final Logger log = LoggerFactory.getLogger(FollowerControl.class);
    private static final int PAGE = 500;

    private final EventSourcedSystem system;

    private FollowerControl(EventSourcedSystem system) {
        this.system = system;
    }

    /** Control of the followers of a system. */
    public static FollowerControl of(EventSourcedSystem system) {
        return new FollowerControl(Objects.requireNonNull(system, "system"));
    }

    /**
     * Pauses a follower of every leader that it has, and the messages that it has scheduled: when this returns, no process
     * works on it, and none does until it is resumed.
     *
     * @throws IllegalArgumentException if there is no such follower
     * @throws FollowerException if a batch takes too long
     */
    public void pause(String followerName) {
        setPaused(followerName, true);
    }

    /**
     * Has a follower that is paused or has stopped go on, within a second, in every process that runs it.
     *
     * @throws IllegalArgumentException if there is no such follower
     */
    public void resume(String followerName) {
        setPaused(followerName, false);
    }

    private void setPaused(String followerName, boolean paused) {
        for (Pipe pipe : system.pipesOf(followerName)) {
            setPaused(pipe, pipe.leaderName(), pipe.segments(), paused);
            log.info("Follower {} is {}", pipe, paused ? "paused" : "to go on");
        }
        system.pipesOf(followerName).stream()
                .filter(pipe -> ScheduledMessages.any(pipe.follower()))
                .findFirst()
                .ifPresent(pipe -> setPaused(pipe, ScheduledMessages.LOCK, 1, paused));
    }

    private static void setPaused(Pipe pipe, String leaderName, int segments, boolean paused) {
        Busy.between(pipe, () -> {
            pipe.tracking().pause(pipe.followerName(), leaderName, segments, paused);
            return Optional.of(paused);
        });
    }

    /**
     * Changes how many segments a follower has. It must be paused, and stays so: resume it when the processes that run it
     * are set to that number. Segments that are behind the others first process what they lack, in this process; so does a
     * follower that was moved back and has not come to where it was.
     *
     * @throws IllegalArgumentException if there is no such follower, or no such number
     * @throws IllegalStateException if it is not paused
     * @throws FollowerException if a segment cannot catch up with the others; nothing was changed
     */
    public void resegment(String followerName, String leaderName, int segments) {
        Pipe wanted = system.pipe(followerName, leaderName).segments(segments);
        List<TrackedFollower> stored = wanted.stored();
        if (stored.isEmpty() || stored.getFirst().segments() == segments) {
            return;
        }
        refuseUnlessPaused(wanted, stored);
        Pipe pipe = wanted.segments(stored.getFirst().segments());
        long position = stored.stream()
                .mapToLong(row -> row.tracking().furthest())
                .max()
                .orElseThrow();
        for (int number = 0; number < pipe.segments(); number++) {
            catchUp(pipe, new Segment(number, pipe.segments()), position);
        }
        Busy.between(pipe, () -> replaced(pipe, segments, position));
        log.info("Follower {} has {} segments instead of {}", pipe, segments, pipe.segments());
    }

    /**
     * Moves a follower to a position, from which it goes on, or begins again: what comes after it is processed, whether it was
     * before or not, and {@link io.eventsourcing.projection.Replay#active()} tells which, up to the first that was parked. What
     * is parked and comes after the position is no longer parked. A follower that is paused or has stopped remains
     * so. Only for followers that may process events twice, or whose read model is cleared by {@code alongside}; to have the
     * old read model meanwhile, see {@link Rebuild}.
     *
     * @param position 0 is the beginning
     * @param alongside what is to be done in the same transaction, such as deleting the rows of the read model
     * @throws IllegalArgumentException if there is no such follower, or if the position is beyond the settled head
     * @throws FollowerException if a batch takes too long; nothing was changed
     */
    public void reset(String followerName, String leaderName, long position, Runnable alongside) {
        Pipe pipe = system.pipe(followerName, leaderName).asStored();
        long head = pipe.log().settledHead().read();
        if (position < 0 || position > head) {
            throw new IllegalArgumentException(
                    "Follower %s cannot be moved to position %d: the leader's events are from 1 to %d"
                            .formatted(pipe, position, head));
        }
        Busy.between(
                pipe,
                () -> pipe.lockAll().map(locked -> {
                    alongside.run();
                    moveBack(pipe, locked, position);
                    return true;
                }));
        log.info("Follower {} is moved to position {}", pipe, position);
    }

    /** What was parked has not been handled, so what begins with the first of it is no replay. */
    private static void moveBack(Pipe pipe, List<Tracking> locked, long position) {
        long unhandled = pipe.parking().select(pipe.followerName(), pipe.leaderName(), position, 1).stream()
                .mapToLong(ParkedNotification::notificationId)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        pipe.tracking().replaceSegments(pipe.followerName(), pipe.leaderName(), pipe.segments(), position);
        locked.forEach(before -> pipe.tracking().replayUntil(before, Math.min(before.furthest(), unhandled - 1)));
        removeParked(pipe, position);
    }

    /** Forgets what is parked of notifications after a position, in the active transaction that holds all the locks. */
    static void removeParked(Pipe pipe, long after) {
        List<ParkedNotification> page;
        do {
            page = pipe.parking().select(pipe.followerName(), pipe.leaderName(), after, PAGE);
            page.forEach(pipe.parking()::remove);
        } while (page.size() == PAGE);
    }

    private static void refuseUnlessPaused(Pipe pipe, List<TrackedFollower> stored) {
        if (stored.stream().anyMatch(row -> row.tracking().state() != Tracking.State.PAUSED)) {
            throw new IllegalStateException(
                    "Follower %s is not paused: pause it before its segments are changed".formatted(pipe));
        }
    }

    private static void catchUp(Pipe pipe, Segment segment, long position) {
        RunnerOptions options =
                RunnerOptions.defaults().failurePolicy(FailurePolicy.stop().retries(0));
        LeaderPages pages = new LeaderPages(pipe, options.batchSize(), null);
        Follower follower = new Follower(pipe.onFailure(options.failurePolicy()), segment, pages, options).evenPaused();
        KnownHead head = KnownHead.at(position);
        Follower.Step step = Follower.Step.AGAIN;
        while (step == Follower.Step.AGAIN) {
            step = follower.step(head);
        }
        if (step == Follower.Step.LATER) {
            throw new FollowerException("Segment %s of %s cannot catch up with the others: %s"
                    .formatted(segment, pipe, follower.status().error().orElse("another process is at work")));
        }
    }

    private static Optional<Boolean> replaced(Pipe pipe, int segments, long position) {
        Optional<List<Tracking>> locked = pipe.lockAll();
        if (locked.isEmpty()) {
            return Optional.empty();
        }
        if (locked.get().stream().anyMatch(one -> one.state() != Tracking.State.PAUSED || one.position() > position)) {
            throw new IllegalStateException("Follower %s was resumed meanwhile: pause it again".formatted(pipe));
        }
        pipe.tracking().replaceSegments(pipe.followerName(), pipe.leaderName(), segments, position);
        assignParked(pipe, segments);
        return Optional.of(true);
    }

    private static void assignParked(Pipe pipe, int segments) {
        long after = 0;
        List<ParkedNotification> page;
        do {
            page = pipe.parking().select(pipe.followerName(), pipe.leaderName(), after, PAGE);
            for (ParkedNotification parked : page) {
                int segment = Segment.of(parked.originatorId(), segments).number();
                pipe.parking().update(parked.inSegment(segment));
                after = parked.notificationId();
            }
        } while (page.size() == PAGE);
    }
}
