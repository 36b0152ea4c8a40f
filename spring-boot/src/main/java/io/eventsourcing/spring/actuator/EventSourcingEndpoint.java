package io.eventsourcing.spring.actuator;

import io.eventsourcing.spring.EventSourcingDatabases;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerControl;
import io.eventsourcing.system.FollowerException;
import io.eventsourcing.system.FollowerMonitor;
import io.eventsourcing.system.FollowerReport;
import io.eventsourcing.system.FollowerStatus;
import io.eventsourcing.system.Runner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** The system and its followers, to look at, to pause, to resume and to wait for. Says nothing of what events hold. */
@Endpoint(id = "eventsourcing")
public class EventSourcingEndpoint {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EventSourcedSystem system;
    private final Runner runner;
    private final FollowerMonitor monitor;
    private final EventSourcingDatabases databases;

    EventSourcingEndpoint(
            EventSourcedSystem system, Runner runner, FollowerMonitor monitor, EventSourcingDatabases databases) {
        this.system = system;
        this.runner = runner;
        this.monitor = monitor;
        this.databases = databases;
    }

    /**
     * The system.
     *
     * @param pipes from which leaders to which followers
     * @param running whether this process runs followers
     * @param headDelay what holds the settled head back, or null
     * @param followers how the followers are doing
     */
    public record SystemDescription(
            List<String> pipes, boolean running, @Nullable String headDelay, List<FollowerDescription> followers) {}

    /**
     * A segment of a follower.
     *
     * @param follower its name
     * @param leader the name of the leader
     * @param segment which segment, from 0
     * @param state what it is doing
     * @param position the notification id up to which it has come
     * @param lag how many notifications it has before it
     * @param parked how many it has put aside
     * @param error what went wrong last, or null
     * @param node the process that moved it last, or null
     * @param changedAt when that was, or null
     * @param perSecond how many it processes in a second here
     */
    public record FollowerDescription(
            String follower,
            String leader,
            int segment,
            FollowerStatus.State state,
            long position,
            long lag,
            long parked,
            @Nullable String error,
            @Nullable String node,
            @Nullable Instant changedAt,
            double perSecond) {
        static FollowerDescription of(FollowerReport report) {
            FollowerStatus status = report.status();
            return new FollowerDescription(
                    status.followerName(),
                    status.leaderName(),
                    status.segment(),
                    status.state(),
                    status.position(),
                    report.lag(),
                    report.parked(),
                    status.error().orElse(null),
                    report.node().orElse(null),
                    report.changedAt().orElse(null),
                    report.perSecond());
        }
    }

    /** What can be asked of a follower. */
    public enum Action {
        /** No process works on it until it is resumed. */
        PAUSE,
        /** It goes on where it was paused, or has stopped. */
        RESUME,
        /** Wait until it has processed what is committed now, 10 seconds at most. */
        SYNC
    }

    /** The system and all its followers. */
    @ReadOperation
    public SystemDescription system() {
        return new SystemDescription(
                system.pipes().stream().map(Object::toString).toList(),
                runner.running(),
                databases.delay().orElse(null),
                monitor.reports().stream().map(FollowerDescription::of).toList());
    }

    /** The segments of a follower; null, which is not found, if there is none of that name. */
    @ReadOperation
    public @Nullable List<FollowerDescription> follower(@Selector String follower) {
        List<FollowerDescription> found = monitor.reports().stream()
                .map(FollowerDescription::of)
                .filter(description -> description.follower().equals(follower))
                .toList();
        return found.isEmpty() ? null : found;
    }

    /**
     * Does something with a follower, and tells how it is doing then.
     *
     * @throws InvalidEndpointRequestException if it cannot be done
     */
    @WriteOperation
    public @Nullable List<FollowerDescription> change(@Selector String follower, Action action) {
        if (!system.followers().contains(follower)) {
            return null;
        }
        try {
            switch (action) {
                case PAUSE -> FollowerControl.of(system).pause(follower);
                case RESUME -> FollowerControl.of(system).resume(follower);
                case SYNC -> runner.await(follower, PATIENCE);
            }
        } catch (FollowerException | IllegalStateException e) {
            String reason = "%s of follower %s: %s".formatted(action, follower, e.getMessage());
            throw new InvalidEndpointRequestException(reason, reason);
        }
        return follower(follower);
    }
}
