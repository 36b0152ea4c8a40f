package io.eventsourcing.system;

import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.Shadow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the read model of a follower anew while the present one is read and kept up to date, and then puts the new one in
 * its place.
 *
 * <p>The events are read from the beginning and projected into a {@link Shadow}, under a position of its own, up to where the
 * live follower is. Then, in one transaction that holds the live follower between two batches: what it has processed
 * meanwhile is projected too, the read models are swapped, and the live follower's position is set to the end. So no event
 * is projected twice or left out, the two never interleave, and a read model once seen never goes back. Parked notifications
 * of the live follower are forgotten, since the new read model has them. A follower that is paused or has stopped remains so.
 *
 * <p>A rebuild may be run on any thread of any process, by one of them at a time, and may be run again after it was
 * stopped, has failed or its process has ended: it goes on where it was. While events are handled,
 * {@link io.eventsourcing.projection.Replay#active()} tells whether the live follower had handled them.
 */
public final class Rebuild {
    private static final Logger log = LoggerFactory.getLogger(Rebuild.class);

    private final String followerName;
    private final Shadow shadow;
    private final List<RebuiltPipe> pipes;
    private volatile boolean stopping;

    private Rebuild(String followerName, Shadow shadow, List<RebuiltPipe> pipes) {
        this.followerName = followerName;
        this.shadow = shadow;
        this.pipes = pipes;
    }

    /**
     * How far the events of a leader are projected.
     *
     * @param leaderName the leader
     * @param position the notification id up to which the new read model has them
     * @param target where the live follower is
     */
    public record Progress(String leaderName, long position, long target) {
        /** How much is done, from 0 to 1. */
        public double share() {
            return position >= target ? 1 : (double) position / target;
        }
    }

    /**
     * The rebuild of a projection's read model; does nothing yet.
     *
     * @throws IllegalArgumentException if there is no such follower, if it is not a projection with a stored position, or if
     *     its leaders are not all in one database
     */
    public static Rebuild of(EventSourcedSystem system, String followerName, Shadow shadow) {
        Objects.requireNonNull(shadow, "shadow");
        List<Pipe> live = system.pipesOf(followerName);
        for (Pipe pipe : live) {
            if (!(pipe.follower() instanceof Projection projection) || !projection.tracked()) {
                throw new IllegalArgumentException(
                        "%s cannot be rebuilt: only a projection whose position is stored has a read model that is replaced"
                                .formatted(followerName));
            }
            if (pipe.eventSourcing() != live.getFirst().eventSourcing()) {
                throw new IllegalArgumentException(
                        "%s cannot be rebuilt at once: its positions are in different databases, of %s and of %s"
                                .formatted(followerName, live.getFirst(), pipe));
            }
        }
        String name = "%s@%s".formatted(followerName, shadow.version());
        return new Rebuild(
                followerName,
                shadow,
                live.stream()
                        .map(pipe -> new RebuiltPipe(pipe, name, shadow.projection()))
                        .toList());
    }

    /**
     * Projects the events and swaps the read models, on this thread.
     *
     * @return true when the read models are swapped; false if it was stopped or cancelled
     * @throws FollowerException if an event cannot be projected, or if another process is rebuilding too; what was projected
     *     before is kept
     * @throws OperationalException if the database cannot do it in spite of several retries
     */
    public boolean run() {
        stopping = false;
        separately(this::begun);
        log.info("{} is being rebuilt as version {}", followerName, shadow.version());
        boolean caughtUp = false;
        while (!stopping && !caughtUp) {
            caughtUp = true;
            for (RebuiltPipe pipe : pipes) {
                caughtUp &= retried(pipe::caughtUp);
            }
        }
        if (!stopping) {
            separately(this::swapped);
            log.info("{} is rebuilt as version {}", followerName, shadow.version());
        }
        return !stopping;
    }

    private Optional<Boolean> begun() {
        if (pipes.stream().noneMatch(RebuiltPipe::begun)) {
            shadow.clear();
        }
        boolean locked = true;
        for (RebuiltPipe pipe : pipes) {
            locked &= pipe.begin();
        }
        return locked ? Optional.of(true) : Optional.empty();
    }

    private Optional<Boolean> swapped() {
        for (RebuiltPipe pipe : pipes) {
            if (!pipe.lockBoth()) {
                return Optional.empty();
            }
        }
        pipes.forEach(RebuiltPipe::projectTheRest);
        shadow.swap();
        pipes.forEach(RebuiltPipe::takeOver);
        return Optional.of(true);
    }

    /** Has {@link #run} return after the batch at hand; another run goes on there. */
    public void stop() {
        stopping = true;
    }

    /**
     * Stops, clears the new read model and forgets its position. The live one is not touched.
     *
     * @throws FollowerException if a batch takes too long
     */
    public void cancel() {
        stopping = true;
        separately(() -> {
            for (RebuiltPipe pipe : pipes) {
                if (!pipe.forgotten()) {
                    return Optional.empty();
                }
            }
            shadow.clear();
            return Optional.of(true);
        });
        log.info("The rebuild of {} as version {} is cancelled", followerName, shadow.version());
    }

    /** How far it is, in whatever process it runs, for each leader. */
    public List<Progress> progress() {
        return pipes.stream().map(RebuiltPipe::progress).toList();
    }

    private void separately(Supplier<Optional<Boolean>> work) {
        retried(() -> Busy.between(pipes.getFirst().live(), work));
    }

    private static boolean retried(Supplier<Boolean> work) {
        Backoff backoff = Backoff.defaults();
        for (int failures = 0; ; failures++) {
            try {
                return work.get();
            } catch (OperationalException e) {
                if (failures == backoff.retries()) {
                    throw e;
                }
                Duration pause = backoff.pause(failures + 1);
                log.warn("A rebuild tries again in {} ms", pause.toMillis(), e);
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }
}
