package io.eventsourcing.system;

import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.Replay;
import io.eventsourcing.system.Rebuild.Progress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One leader of a follower that is being rebuilt. Its shadow is one segment, however many the live follower has. Used by one
 * thread at a time, except {@link #progress()}.
 */
final class RebuiltPipe {
    private static final int BATCH = 500;
    private static final Segment WHOLE = new Segment(0, 1);

    private final Pipe live;
    private final Pipe shadow;
    private final Set<String> topics;
    private long position;
    private int batch = BATCH;
    private List<Tracking> liveLocked = List.of();

    RebuiltPipe(Pipe live, String shadowName, Projection projection) {
        this.live = live;
        this.shadow = new Pipe(live.leader(), projection, live.eventSourcing(), shadowName);
        this.topics = shadow.topics();
    }

    Pipe live() {
        return live;
    }

    boolean begun() {
        return shadowPosition().isPresent();
    }

    private Optional<Tracking> shadowPosition() {
        return shadow.tracked(WHOLE);
    }

    private Optional<Tracking> lock() {
        return shadow.lock(WHOLE);
    }

    /** Begins, or goes on where it was; false if another process holds it. */
    boolean begin() {
        Optional<Tracking> locked = lock();
        position = locked.map(Tracking::position).orElse(position);
        return locked.isPresent();
    }

    Progress progress() {
        long reached = shadowPosition().map(Tracking::position).orElse(0L);
        return new Progress(live.leaderName(), reached, livePosition());
    }

    private long livePosition() {
        return live.tracking()
                .maxTrackingId(live.followerName(), live.leaderName())
                .orElse(0);
    }

    /** Projects one batch; true if there was none, since the shadow is where the live follower is. */
    boolean caughtUp() {
        long target = livePosition();
        if (position >= target) {
            return true;
        }
        List<Notification> read = read(target, batch);
        long next = read.size() < batch ? target : read.getLast().id();
        try {
            Busy.between(live, () -> lock().map(locked -> projected(locked, read, next)));
        } catch (OperationalException | FollowerException e) {
            throw e;
        } catch (RuntimeException e) {
            if (batch > 1) {
                batch = 1;
                return false;
            }
            throw new FollowerException(
                    "The rebuild %s fails: %s. Mend the cause and run it again"
                            .formatted(shadow, FollowerFailures.describe(read, e)),
                    e);
        }
        position = next;
        batch = BATCH;
        return false;
    }

    private boolean projected(Tracking locked, List<Notification> read, long next) {
        refuseMoved(locked);
        project(read, true);
        live.tracking().move(locked, next);
        return true;
    }

    private void refuseMoved(Tracking locked) {
        if (locked.position() != position) {
            throw new FollowerException(
                    "%s is at position %d instead of %d: it is rebuilt by another process, or was cancelled"
                            .formatted(shadow, locked.position(), position));
        }
    }

    private List<Notification> read(long upTo, int limit) {
        return live.log()
                .select(NotificationQuery.after(position, limit).upTo(upTo).topics(topics))
                .notifications();
    }

    private void project(List<Notification> notifications, boolean replay) {
        if (!notifications.isEmpty()) {
            Replay.during(replay, () -> {
                shadow.handle(shadow.convert(notifications));
                return true;
            });
        }
    }

    /** Holds the live follower and the shadow until the end of the active transaction; false if that cannot be now. */
    boolean lockBoth() {
        liveLocked = live.asStored().lockAll().orElse(List.of());
        Optional<Tracking> locked = lock();
        locked.ifPresent(this::refuseMoved);
        return !liveLocked.isEmpty() && locked.isPresent();
    }

    /** Projects what the live follower has processed since; both are locked. */
    void projectTheRest() {
        long end = liveEnd();
        long begin = position;
        List<Notification> read;
        do {
            read = read(end, BATCH);
            for (Notification notification : read) {
                project(List.of(notification), handledLive(notification));
                position = notification.id();
            }
        } while (read.size() == BATCH);
        position = begin;
    }

    private long liveEnd() {
        return liveLocked.stream().mapToLong(Tracking::position).max().orElse(0);
    }

    private boolean handledLive(Notification notification) {
        int segment = Segment.of(notification.event().originatorId(), liveLocked.size())
                .number();
        return liveLocked.stream()
                .anyMatch(locked -> locked.segment() == segment && locked.furthest() >= notification.id());
    }

    /** Gives the live follower the place that the new read model has come to. */
    void takeOver() {
        long end = Math.max(position, liveEnd());
        live.tracking().replaceSegments(live.followerName(), live.leaderName(), liveLocked.size(), end);
        liveLocked.forEach(before -> live.tracking().replayUntil(before, before.furthest()));
        shadow.tracking().replaceSegments(shadow.followerName(), shadow.leaderName(), 0, 0);
        FollowerControl.removeParked(live, 0);
    }

    /** Forgets the shadow's position; false if another process holds it. */
    boolean forgotten() {
        if (lock().isEmpty()) {
            return false;
        }
        shadow.tracking().replaceSegments(shadow.followerName(), shadow.leaderName(), 0, 0);
        return true;
    }
}
