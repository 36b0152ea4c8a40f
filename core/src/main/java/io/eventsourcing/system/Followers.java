package io.eventsourcing.system;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.persistence.CommitListener;
import io.eventsourcing.persistence.EventStore;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The followers of one system, as every kind of runner needs them. Thread-safe. */
final class Followers {
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(2);

    private final List<Follower> all;
    private final Set<EventStore> leaderStores = new LinkedHashSet<>();

    Followers(EventSourcedSystem system, RunnerOptions options) {
        all = system.pipes().stream().map(pipe -> new Follower(pipe, options)).toList();
        system.pipes()
                .forEach(pipe -> leaderStores.add(pipe.leader().eventSourcing().store()));
    }

    List<Follower> all() {
        return all;
    }

    List<FollowerStatus> statuses() {
        return all.stream().map(Follower::status).toList();
    }

    void listen(CommitListener listener) {
        leaderStores.forEach(store -> store.addListener(listener));
    }

    void stopListening(CommitListener listener) {
        leaderStores.forEach(store -> store.removeListener(listener));
    }

    void await(String followerName, Duration timeout) {
        List<Follower> named = all.stream()
                .filter(follower -> follower.pipe().followerName().equals(followerName))
                .toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("No follower is named '%s'; there are %s"
                    .formatted(
                            followerName,
                            all.stream().map(f -> f.pipe().followerName()).toList()));
        }
        long end = System.nanoTime() + timeout.toNanos();
        named.forEach(follower -> await(follower, end, timeout));
    }

    private static void await(Follower follower, long end, Duration timeout) {
        Pipe pipe = follower.pipe();
        refuseActiveTransaction(pipe.eventSourcing());
        refuseActiveTransaction(pipe.leader().eventSourcing());
        OptionalLong target = pipe.log().maxNotificationId();
        if (target.isEmpty()) {
            return;
        }
        while (!reached(follower, target.getAsLong())) {
            FollowerStatus status = follower.status();
            if (status.state() == FollowerStatus.State.STOPPED) {
                throw new FollowerException("Follower %s has stopped: %s"
                        .formatted(pipe, status.error().orElse("")));
            }
            if (System.nanoTime() - end > 0) {
                throw new FollowerException("Follower %s is at position %d, not yet at %d, after %s"
                        .formatted(pipe, status.position(), target.getAsLong(), timeout));
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }

    private static boolean reached(Follower follower, long notificationId) {
        Pipe pipe = follower.pipe();
        return follower.status().position() >= notificationId
                || pipe.eventSourcing()
                        .persistence()
                        .trackingRecorder()
                        .hasTrackingId(pipe.followerName(), pipe.leaderName(), notificationId);
    }

    private static void refuseActiveTransaction(EventSourcing eventSourcing) {
        if (eventSourcing.transactions().active()) {
            throw new IllegalStateException(
                    "Waiting for a follower inside a transaction would wait for that transaction itself: wait after its end");
        }
    }
}
