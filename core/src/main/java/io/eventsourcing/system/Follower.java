package io.eventsourcing.system;

import io.eventsourcing.application.NotificationPage;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.mapping.EventMapper;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.TrackingRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One follower of one leader: reads the next page of notifications, converts it, hands it to the policy, records the
 * position. What the policy writes and the position are one transaction, so nothing is processed twice or left out.
 *
 * <p>The page is read before that transaction begins. The transaction then locks the follower's tracking without
 * waiting: if another process holds it, that one is at work; if the position is not the one that the page was read from,
 * another process has been at work, and the page is read anew from where it came to. So any number of processes may run
 * the same follower, with no leases and no clocks.
 *
 * <p>A page that fails is processed again one notification at a time, which finds the culprit; see
 * {@link FollowerFailures} for what becomes of it. Called by one thread at a time, except {@link #status()}.
 */
final class Follower {
    /** What a step has come to. */
    enum Step {
        /** Something was processed, or there is reason to look again at once. */
        AGAIN,
        /** There was nothing to process. */
        CAUGHT_UP,
        /** It is not the time: another process is at work, or a pause after a failure is not over. */
        LATER
    }

    private static final int SEGMENT = 0;
    private static final long UNKNOWN = -1;

    /** So many ids of other applications are passed over before the position is stored without any event. */
    private static final long PASSED_OVER_AT_MOST = 10_000;

    private final Pipe pipe;
    private final Set<String> topics;
    private final EventMapper mapper;
    private final TrackingRecorder tracking;
    private final int batchSize;
    private final FollowerFailures failures;
    private long trackedPosition = UNKNOWN;
    private long oneByOneUpTo;
    private volatile long position;

    Follower(Pipe pipe, RunnerOptions options) {
        this.pipe = pipe;
        this.topics = pipe.topics();
        this.mapper = pipe.leader().eventSourcing().mapper();
        this.tracking = pipe.eventSourcing().persistence().trackingRecorder();
        this.batchSize = options.batchSize();
        this.failures = new FollowerFailures(pipe, SEGMENT, options.retries());
    }

    Pipe pipe() {
        return pipe;
    }

    FollowerStatus status() {
        return new FollowerStatus(pipe.followerName(), pipe.leaderName(), position, failures.state(), failures.error());
    }

    /** Processes at most one batch. Whatever goes wrong is kept here and never thrown. */
    Step step() {
        if (failures.pausing()) {
            return Step.LATER;
        }
        NotificationPage page;
        try {
            page = read();
        } catch (Throwable e) {
            failures.readingFailed(e);
            return Step.LATER;
        }
        if (page.notifications().isEmpty() && page.position() - trackedPosition < PASSED_OVER_AT_MOST) {
            position = page.position();
            failures.cleared();
            return Step.CAUGHT_UP;
        }
        return process(page);
    }

    private NotificationPage read() {
        if (trackedPosition == UNKNOWN) {
            trackedPosition = tracking.maxTrackingId(pipe.followerName(), pipe.leaderName())
                    .orElse(0);
            position = trackedPosition;
            failures.begin();
        }
        return pipe.log().select(position, position < oneByOneUpTo ? 1 : batchSize, topics);
    }

    private Step process(NotificationPage page) {
        try {
            Step step = pipe.eventSourcing().transactions().separate(() -> processLocked(page));
            if (step == Step.CAUGHT_UP) {
                trackedPosition = page.position();
                position = trackedPosition;
                failures.cleared();
                return Step.AGAIN;
            }
            return step;
        } catch (Throwable e) {
            return failed(page, e);
        }
    }

    private Step processLocked(NotificationPage page) {
        Optional<Tracking> locked = tracking.lock(pipe.followerName(), pipe.leaderName(), SEGMENT);
        if (locked.isEmpty()) {
            return Step.LATER;
        }
        if (locked.get().position() != trackedPosition) {
            trackedPosition = locked.get().position();
            position = trackedPosition;
            return Step.AGAIN;
        }
        List<DomainEvent<?>> events = convert(page.notifications());
        if (!events.isEmpty()) {
            pipe.handle(events);
        }
        tracking.move(locked.get(), page.position());
        return Step.CAUGHT_UP;
    }

    private List<DomainEvent<?>> convert(List<Notification> notifications) {
        List<UUID> originators = notifications.stream()
                .map(notification -> notification.event().originatorId())
                .toList();
        EventMapper ready = mapper.forOriginators(pipe.leaderName(), originators);
        List<DomainEvent<?>> events = new ArrayList<>(notifications.size());
        for (Notification notification : notifications) {
            events.addAll(ready.toDomainOrRedacted(notification.event()));
        }
        return events;
    }

    private Step failed(NotificationPage page, Throwable e) {
        if (page.notifications().size() > 1 && failures.mayBeOneEventsFault(e)) {
            oneByOneUpTo = page.position();
            return Step.AGAIN;
        }
        failures.processingFailed(page.notifications(), e);
        return Step.LATER;
    }
}
