package io.eventsourcing.system;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.NotificationLog;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.projection.Projection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One edge of a system: a follower that reads a leader's notifications. Made by {@link EventSourcedSystem#pipe}. */
public final class Pipe {
    private final Application leader;
    private final Object follower;
    private final String followerName;
    private final EventSourcing eventSourcing;
    private final Set<Class<?>> eventTypes;
    private final Consumer<List<DomainEvent<?>>> handler;

    Pipe(Application leader, ProcessApplication follower) {
        this.leader = Objects.requireNonNull(leader, "leader");
        this.follower = Objects.requireNonNull(follower, "follower");
        this.followerName = follower.name();
        this.eventSourcing = follower.eventSourcing();
        this.eventTypes = follower.eventTypes();
        this.handler = events -> events.forEach(event -> react(follower, event));
    }

    Pipe(Application leader, Projection follower) {
        this.leader = Objects.requireNonNull(leader, "leader");
        this.follower = Objects.requireNonNull(follower, "follower");
        this.followerName = follower.name();
        this.eventSourcing = leader.eventSourcing();
        this.eventTypes = follower.eventTypes();
        this.handler = follower::projectAll;
    }

    /** Lets the policy react; the events that it saves know their cause. */
    private void react(ProcessApplication reacting, DomainEvent<?> event) {
        String cause = "%s/%s/%d".formatted(leaderName(), event.originatorId(), event.originatorVersion());
        Metadata caused = event.metadata()
                .with(Metadata.CAUSATION_ID, cause)
                .with(
                        Metadata.CORRELATION_ID,
                        event.metadata().get(Metadata.CORRELATION_ID).orElse(cause));
        eventSourcing.withMetadata(caused, () -> reacting.policy(event));
    }

    /** The name of the application whose events are followed. */
    public String leaderName() {
        return leader.name();
    }

    /** The name of the follower. */
    public String followerName() {
        return followerName;
    }

    Application leader() {
        return leader;
    }

    Object follower() {
        return follower;
    }

    NotificationLog log() {
        return leader.notificationLog();
    }

    /** The storage of the follower, which its position and its writes belong to. */
    EventSourcing eventSourcing() {
        return eventSourcing;
    }

    /** The topics to be read; empty means all. */
    Set<String> topics() {
        return eventTypes.stream()
                .flatMap(type -> OriginatorType.eventTypes(type).stream())
                .map(leader.eventSourcing().topics()::register)
                .flatMap(topic -> leader.eventSourcing().mapper().storedTopics(topic).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    void handle(List<DomainEvent<?>> events) {
        handler.accept(events);
    }

    @Override
    public String toString() {
        return leaderName() + " -> " + followerName;
    }
}
