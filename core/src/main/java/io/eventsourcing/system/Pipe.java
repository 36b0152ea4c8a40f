package io.eventsourcing.system;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.NotificationLog;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Forgotten;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.domain.Redacted;
import io.eventsourcing.projection.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One edge of a system: a follower that reads a leader's notifications. Made by {@link EventSourcedSystem#pipe}. */
public final class Pipe {
    private final Application leader;
    private final Object follower;
    private final String followerName;
    private final EventSourcing eventSourcing;
    private final Set<Class<?>> eventTypes;
    private final Consumer<List<DomainEvent<?>>> handler;
    private final Consumer<UUID> onForgotten;

    Pipe(Application leader, ProcessApplication follower) {
        this.leader = Objects.requireNonNull(leader, "leader");
        this.follower = Objects.requireNonNull(follower, "follower");
        this.followerName = follower.name();
        this.eventSourcing = follower.eventSourcing();
        this.eventTypes = follower.eventTypes();
        this.handler = events -> events.forEach(event -> react(follower, event));
        this.onForgotten = follower::onForgotten;
    }

    Pipe(Application leader, Projection follower) {
        this.leader = Objects.requireNonNull(leader, "leader");
        this.follower = Objects.requireNonNull(follower, "follower");
        this.followerName = follower.name();
        this.eventSourcing = leader.eventSourcing();
        this.eventTypes = follower.eventTypes();
        this.handler = follower::projectAll;
        this.onForgotten = follower::onForgotten;
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
        if (eventTypes.isEmpty()) {
            return Set.of();
        }
        return Stream.concat(
                        Stream.of(Forgotten.class),
                        eventTypes.stream().flatMap(type -> OriginatorType.eventTypes(type).stream()))
                .map(leader.eventSourcing().topics()::register)
                .flatMap(topic -> leader.eventSourcing().mapper().storedTopics(topic).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Hands on what can be read, and tells of originators that were forgotten, in the order in which it happened. */
    void handle(List<DomainEvent<?>> events) {
        List<DomainEvent<?>> readable = new ArrayList<>(events.size());
        for (DomainEvent<?> event : events) {
            if (event.body() instanceof Forgotten) {
                handleReadable(readable);
                readable = new ArrayList<>();
                onForgotten.accept(event.originatorId());
            } else if (!(event.body() instanceof Redacted)) {
                readable.add(event);
            }
        }
        handleReadable(readable);
    }

    private void handleReadable(List<DomainEvent<?>> events) {
        if (!events.isEmpty()) {
            handler.accept(events);
        }
    }

    @Override
    public String toString() {
        return leaderName() + " -> " + followerName;
    }
}
