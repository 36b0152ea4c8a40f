package io.eventsourcing.system;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.system.FollowerStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until a follower of a system has come as far as its leaders are now, wherever it runs. */
final class Waiting {
    private static final Logger log = LoggerFactory.getLogger(Waiting.class);
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int LOOKS_AT_DATABASE = 16;

    private final EventSourcedSystem system;
    private final Supplier<List<FollowerStatus>> statuses;

    /** @param statuses how the followers are doing that this process runs */
    Waiting(EventSourcedSystem system, Supplier<List<FollowerStatus>> statuses) {
        this.system = system;
        this.statuses = statuses;
    }

    void await(String followerName, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        system.pipesOf(followerName).forEach(pipe -> awaitPresent(pipe, end, timeout));
    }

    /** Whether every follower that goes on has come as far as its leader is now. */
    boolean drained(List<Pipe> running, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        boolean drained = true;
        for (Pipe pipe : running) {
            try {
                awaitPresent(pipe, end, timeout);
            } catch (FollowerException e) {
                log.info("Not everything is processed before the stop: {}", e.getMessage());
                drained = false;
            }
        }
        return drained;
    }

    private void awaitPresent(Pipe pipe, long end, Duration timeout) {
        refuseActiveTransactions(pipe);
        OptionalLong target = pipe.log().maxNotificationId();
        if (target.isPresent()) {
            await(pipe, target.getAsLong(), end, timeout);
        }
    }

    void await(Pipe pipe, long notificationId, Duration timeout) {
        refuseActiveTransactions(pipe);
        await(pipe, notificationId, System.nanoTime() + timeout.toNanos(), timeout);
    }

    private void await(Pipe pipe, long notificationId, long end, Duration timeout) {
        for (int looks = 0; !reached(pipe, notificationId, looks); looks++) {
            refuseHalted(pipe);
            if (System.nanoTime() - end > 0) {
                throw new FollowerException("Follower %s is at position %d, not yet at %d, after %s"
                        .formatted(pipe, position(pipe), notificationId, timeout));
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }

    private static void refuseActiveTransactions(Pipe pipe) {
        refuseActiveTransaction(pipe.eventSourcing());
        refuseActiveTransaction(pipe.leader().readBy(pipe.eventSourcing()));
    }

    private boolean reached(Pipe pipe, long notificationId, int looks) {
        List<FollowerStatus> own = own(pipe);
        boolean here = !own.isEmpty() && own.stream().allMatch(status -> status.position() >= notificationId);
        return here || looks % LOOKS_AT_DATABASE == 0 && position(pipe) >= notificationId;
    }

    /** What is stored counts for all segments together; what this process knows of its own may be further. */
    private long position(Pipe pipe) {
        return pipe.tracking()
                .maxTrackingId(pipe.followerName(), pipe.leaderName())
                .orElse(0);
    }

    private void refuseHalted(Pipe pipe) {
        for (FollowerStatus status : own(pipe)) {
            boolean halted = status.state() == State.STOPPED || status.state() == State.PAUSED;
            if (halted && !isToRun(pipe, status.segment())) {
                throw new FollowerException("Follower %s %s: %s"
                        .formatted(
                                pipe,
                                status.state() == State.PAUSED ? "is paused" : "has stopped",
                                status.error().orElse("resume it")));
            }
        }
    }

    /** It may have been resumed and not have noticed yet. */
    private static boolean isToRun(Pipe pipe, int segment) {
        return pipe.tracking().select(pipe.followerName(), pipe.leaderName()).stream()
                .anyMatch(tracking -> tracking.segment() == segment && tracking.state() == Tracking.State.RUNNING);
    }

    private List<FollowerStatus> own(Pipe pipe) {
        return statuses.get().stream()
                .filter(status -> status.followerName().equals(pipe.followerName())
                        && status.leaderName().equals(pipe.leaderName()))
                .toList();
    }

    private static void refuseActiveTransaction(EventSourcing eventSourcing) {
        if (eventSourcing.transactions().active()) {
            throw new IllegalStateException(
                    "Waiting for a follower inside a transaction would wait for that transaction itself: wait after its end");
        }
    }
}
