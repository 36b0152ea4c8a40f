package io.eventsourcing.system;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.persistence.ParkedNotification.Failure;
import io.eventsourcing.persistence.Segment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notifications that the followers of a system have put aside, see {@link FailurePolicy}: to look at, to retry and to
 * discard, in any process. Works also while the follower is paused or stopped. Thread-safe.
 */
public final class ParkedNotifications {
    private static final Logger log = LoggerFactory.getLogger(ParkedNotifications.class);

    private final EventSourcedSystem system;

    private ParkedNotifications(EventSourcedSystem system) {
        this.system = system;
    }

    /**
     * What came of a retry.
     *
     * @param processed how many of the originator's notifications were processed
     * @param failed the one that failed again, which the others still wait behind; null if none is left
     */
    public record Retried(int processed, @Nullable ParkedNotification failed) {}

    /** Those of the followers of a system. */
    public static ParkedNotifications of(EventSourcedSystem system) {
        return new ParkedNotifications(Objects.requireNonNull(system, "system"));
    }

    /**
     * A page of them, in ascending order of their ids.
     *
     * @param after only those of greater notification ids; 0 is the beginning
     * @throws IllegalArgumentException if there is no such follower
     */
    public List<ParkedNotification> list(String followerName, String leaderName, long after, int limit) {
        return system.pipe(followerName, leaderName).parking().select(followerName, leaderName, after, limit);
    }

    /** How many there are. */
    public long count(String followerName, String leaderName) {
        return system.pipe(followerName, leaderName).parking().count(followerName, leaderName);
    }

    /**
     * Has the follower process what is parked of an originator, in order, as events of that kind are read today: each once,
     * in one transaction with its removal. Ends at the first that fails again.
     *
     * @throws IllegalArgumentException if there is no such follower
     * @throws FollowerException if the follower is processing without a break
     * @throws OperationalException if the database cannot do it now
     */
    public Retried retry(String followerName, String leaderName, UUID originatorId) {
        Pipe pipe = system.pipe(followerName, leaderName);
        for (int processed = 0; ; processed++) {
            Optional<ParkedNotification> first = pipe.parking().first(followerName, leaderName, originatorId);
            if (first.isEmpty()) {
                return new Retried(processed, null);
            }
            try {
                Busy.between(pipe, () -> processFirst(pipe, first.get()));
            } catch (OperationalException | FollowerException e) {
                throw e;
            } catch (RuntimeException | Error e) {
                return new Retried(processed, failedAgain(pipe, first.get(), e));
            }
        }
    }

    /** Whether it was still there; empty if the follower is processing. */
    private static Optional<Boolean> processFirst(Pipe pipe, ParkedNotification parked) {
        if (pipe.lock(segmentOf(pipe, parked)).isEmpty()) {
            return Optional.empty();
        }
        boolean still = pipe.parking()
                .first(parked.applicationName(), parked.leaderName(), parked.originatorId())
                .filter(first -> first.notificationId() == parked.notificationId())
                .isPresent();
        if (still) {
            List<DomainEvent<?>> events = pipe.convert(List.of(notification(pipe, parked)));
            if (!events.isEmpty()) {
                pipe.handle(events);
            }
            pipe.parking().remove(parked);
        }
        return Optional.of(still);
    }

    private static Notification notification(Pipe pipe, ParkedNotification parked) {
        long id = parked.notificationId();
        return pipe.log().select(NotificationQuery.after(id - 1, 1).upTo(id)).notifications().stream()
                .findFirst()
                .orElseThrow(() -> new FollowerException(
                        "Notification %d of %s is parked for %s, but is no longer stored: discard it"
                                .formatted(id, parked.leaderName(), parked.applicationName())));
    }

    private static ParkedNotification failedAgain(Pipe pipe, ParkedNotification parked, Throwable e) {
        log.warn("Notification {} parked for {} failed again", parked.notificationId(), pipe, e);
        ParkedNotification failed = parked.failedAgain(Failure.of(e));
        pipe.separate(() -> {
            pipe.parking().update(failed);
            return failed;
        });
        return failed;
    }

    /**
     * Gives a notification up: the follower never processes it. What waits behind it stays parked; retry it.
     *
     * @return whether it was parked
     * @throws IllegalArgumentException if there is no such follower
     * @throws FollowerException if the follower is processing without a break
     */
    public boolean discard(String followerName, String leaderName, long notificationId) {
        Pipe pipe = system.pipe(followerName, leaderName);
        Optional<ParkedNotification> parked =
                pipe.parking().select(followerName, leaderName, notificationId - 1, 1).stream()
                        .filter(found -> found.notificationId() == notificationId)
                        .findFirst();
        boolean discarded = parked.isPresent()
                && Busy.between(
                        pipe,
                        () -> pipe.lock(segmentOf(pipe, parked.get()))
                                .map(locked -> pipe.parking().remove(parked.get())));
        if (discarded) {
            log.warn("Notification {} parked for {} is discarded", notificationId, pipe);
        }
        return discarded;
    }

    private static Segment segmentOf(Pipe pipe, ParkedNotification parked) {
        return Segment.of(parked.originatorId(), pipe.segments());
    }
}
