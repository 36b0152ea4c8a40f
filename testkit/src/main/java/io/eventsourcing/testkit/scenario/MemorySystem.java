package io.eventsourcing.testkit.scenario;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerStatus;
import io.eventsourcing.system.Pipe;
import io.eventsourcing.system.Runner;
import io.eventsourcing.system.RunnerOptions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Event sourcing in memory whose followers have processed a commit when the committing call returns. After each commit a
 * runner is started, waited for until every follower is at rest or has failed, and stopped: so there is nothing to close,
 * and a follower that failed begins again at the next commit. Thread-safe.
 */
final class MemorySystem {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN = TimeUnit.MICROSECONDS.toNanos(200);
    private static final RunnerOptions OPTIONS = RunnerOptions.defaults().retries(0);

    private final WatchedPersistence persistence = new WatchedPersistence();
    private final Set<String> applicationNames = new ConcurrentSkipListSet<>();
    private final Duration longest;
    private final EventSourcing eventSourcing;
    private EventSourcedSystem system = EventSourcedSystem.of();
    private volatile @Nullable FollowerFailure failure;

    MemorySystem(TestClock clock, Consumer<EventSourcing.Builder> settings) {
        this(clock, settings, LONGEST);
    }

    /** @param longest how long followers may take after a commit */
    MemorySystem(TestClock clock, Consumer<EventSourcing.Builder> settings, Duration longest) {
        this.longest = longest;
        EventSourcing.Builder builder = EventSourcing.builder(persistence);
        settings.accept(builder);
        this.eventSourcing = builder.clock(clock).build();
        eventSourcing.store().addListener(this::committed);
    }

    EventSourcing eventSourcing() {
        return eventSourcing;
    }

    /** Adds an edge, whose follower catches up at once. */
    synchronized void add(Pipe pipe) {
        system = EventSourcedSystem.of(
                Stream.concat(system.pipes().stream(), Stream.of(pipe)).toArray(Pipe[]::new));
        process();
    }

    private void committed(Set<String> names) {
        applicationNames.addAll(names);
        if (!persistence.watched().inSeparate()) {
            process();
        }
    }

    private synchronized void process() {
        if (system.pipes().isEmpty()) {
            return;
        }
        persistence.watched().forgetFailures();
        try (Runner runner = Runner.singleThreaded(system, OPTIONS)) {
            runner.start();
            failure = awaitRest(runner);
        }
    }

    private @Nullable FollowerFailure awaitRest(Runner runner) {
        long end = System.nanoTime() + longest.toNanos();
        List<FollowerStatus> busy = busy(runner.statuses());
        while (!busy.isEmpty()) {
            if (System.nanoTime() - end > 0) {
                return new FollowerFailure(
                        "After %s the followers are not at rest: %s. Does one go on reacting to itself?"
                                .formatted(longest, busy),
                        null);
            }
            LockSupport.parkNanos(LOOK_AGAIN);
            busy = busy(runner.statuses());
        }
        return runner.statuses().stream()
                .filter(MemorySystem::failed)
                .findFirst()
                .map(this::failureOf)
                .orElse(null);
    }

    private List<FollowerStatus> busy(List<FollowerStatus> statuses) {
        return statuses.stream()
                .filter(status -> !failed(status) && status.position() < lastId(status.leaderName()))
                .toList();
    }

    private static boolean failed(FollowerStatus status) {
        return status.state() != FollowerStatus.State.RUNNING;
    }

    private long lastId(String applicationName) {
        return persistence.eventRecorder().maxNotificationId(applicationName).orElse(0);
    }

    private FollowerFailure failureOf(FollowerStatus status) {
        String error = status.error().orElse("");
        return new FollowerFailure(
                "Follower %s of %s failed. %s".formatted(status.followerName(), status.leaderName(), error),
                persistence.watched().failures().stream()
                        .filter(thrown -> error.endsWith(thrown.toString()))
                        .findFirst()
                        .orElse(null));
    }

    /** What went wrong after the last commit. */
    Optional<FollowerFailure> failure() {
        return Optional.ofNullable(failure);
    }

    /** The events of all applications, in the order in which they were recorded. */
    List<DomainEvent<?>> events() {
        return applicationNames.stream()
                .flatMap(
                        name -> persistence
                                .eventRecorder()
                                .selectNotifications(name, NotificationQuery.after(0, Integer.MAX_VALUE))
                                .stream())
                .sorted(Comparator.comparingLong(Notification::id))
                .<DomainEvent<?>>flatMap(notification -> eventSourcing.mapper().toDomain(notification.event()).stream())
                .toList();
    }
}
