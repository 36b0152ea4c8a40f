package io.eventsourcing.system;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.LeaderLog;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Forgotten;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.domain.Redacted;
import io.eventsourcing.mapping.EventMapper;
import io.eventsourcing.persistence.Instrumentation.Work.Reaction;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.ParkingRecorder;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.TrackedFollower;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.TrackingRecorder;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One edge of a system: a follower that reads a leader's notifications. Made by {@link EventSourcedSystem#pipe}. Immutable.
 */
public final class Pipe {
    private static final int MOST_SEGMENTS = 256;
    private static final Settings DEFAULTS = new Settings(1, null);

    private record Settings(int segments, @Nullable FailurePolicy failurePolicy) {}

    private final Leader leader;
    private final Object follower;
    private final String followerName;
    private final EventSourcing eventSourcing;
    private final Set<Class<?>> eventTypes;
    private final Consumer<List<DomainEvent<?>>> handler;
    private final Consumer<UUID> onForgotten;
    private final Settings settings;

    Pipe(Leader leader, ProcessApplication follower) {
        this.leader = leader;
        this.follower = Objects.requireNonNull(follower, "follower");
        this.followerName = follower.name();
        this.eventSourcing = follower.eventSourcing();
        this.eventTypes = follower.eventTypes();
        this.handler = events -> events.forEach(event -> react(follower, event));
        this.onForgotten = follower::onForgotten;
        this.settings = DEFAULTS;
    }

    /** @param storage of the read model, which the position is stored in too if it is stored */
    Pipe(Leader leader, Projection follower, EventSourcing storage) {
        this(leader, follower, storage.forApplication(follower.name()), follower.name());
    }

    Pipe(Leader leader, Projection follower, EventSourcing storage, String followerName) {
        this.leader = leader;
        this.follower = Objects.requireNonNull(follower, "follower");
        this.followerName = followerName;
        this.eventSourcing = follower.tracked() ? Objects.requireNonNull(storage, "storage") : EventSourcing.inMemory();
        this.eventTypes = follower.eventTypes();
        this.handler = events -> project(follower, events);
        this.onForgotten = follower::onForgotten;
        this.settings = DEFAULTS;
    }

    private Pipe(Pipe pipe, Settings settings) {
        this.leader = pipe.leader;
        this.follower = pipe.follower;
        this.followerName = pipe.followerName;
        this.eventSourcing = pipe.eventSourcing;
        this.eventTypes = pipe.eventTypes;
        this.handler = pipe.handler;
        this.onForgotten = pipe.onForgotten;
        this.settings = settings;
    }

    /**
     * The same with the leader's originators shared out to so many segments, each processed by a worker of its own. The
     * order of each originator is kept; the policy or projection is called by several threads at a time. The number is
     * stored with the positions: to change it, see {@link FollowerControl#resegment}.
     */
    public Pipe segments(int count) {
        if (count < 1 || count > MOST_SEGMENTS) {
            throw new IllegalArgumentException(
                    "The pipe %s may have 1 to %d segments, not %d".formatted(this, MOST_SEGMENTS, count));
        }
        return new Pipe(this, new Settings(count, settings.failurePolicy()));
    }

    /** The same with a failure policy of its own, instead of the runner's. */
    public Pipe onFailure(FailurePolicy policy) {
        return new Pipe(this, new Settings(settings.segments(), Objects.requireNonNull(policy, "policy")));
    }

    /** How many segments the follower has. */
    public int segments() {
        return settings.segments();
    }

    FailurePolicy failurePolicyOr(FailurePolicy other) {
        return settings.failurePolicy() == null ? other : settings.failurePolicy();
    }

    /** Lets the policy react; the events that it saves know their cause. */
    private void react(ProcessApplication reacting, DomainEvent<?> event) {
        String cause = "%s/%s/%d".formatted(leaderName(), event.originatorId(), event.originatorVersion());
        Metadata caused = event.metadata()
                .with(Metadata.CAUSATION_ID, cause)
                .with(
                        Metadata.CORRELATION_ID,
                        event.metadata().get(Metadata.CORRELATION_ID).orElse(cause));
        Reaction reaction = new Reaction(followerName, leaderName(), List.of(event.metadata()));
        eventSourcing.withMetadata(
                caused, () -> eventSourcing.instrumentation().around(reaction, () -> reacting.policy(event)));
    }

    private void project(Projection projecting, List<DomainEvent<?>> events) {
        List<Metadata> causes = events.stream().map(DomainEvent::metadata).toList();
        eventSourcing
                .instrumentation()
                .around(new Reaction(followerName, leaderName(), causes), () -> projecting.projectAll(events));
    }

    /** The name of the application whose events are followed. */
    public String leaderName() {
        return leader.name();
    }

    /** The name of the follower. */
    public String followerName() {
        return followerName;
    }

    Leader leader() {
        return leader;
    }

    Object follower() {
        return follower;
    }

    LeaderLog log() {
        return leader.log();
    }

    /** Whether what the follower does is rolled back with its transaction. */
    boolean tracked() {
        return !(follower instanceof Projection projection) || projection.tracked();
    }

    /** The storage of the follower, which its position and its writes belong to. */
    EventSourcing eventSourcing() {
        return eventSourcing;
    }

    /** The topics to be read; empty means all. */
    Set<String> topics() {
        EventSourcing reading = leader.readBy(eventSourcing);
        Set<Class<?>> types = eventTypes.isEmpty() ? log().eventTypes() : eventTypes;
        if (types.isEmpty()) {
            return Set.of();
        }
        return Stream.concat(
                        Stream.of(Forgotten.class),
                        types.stream().flatMap(type -> OriginatorType.eventTypes(type).stream()))
                .map(reading.topics()::register)
                .flatMap(topic -> reading.mapper().storedTopics(topic).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Converts notifications and hands them on, and lets handlers know which are replayed.
     *
     * @param handledBefore whether the follower has handled one before
     */
    void handle(List<Notification> notifications, Predicate<Notification> handledBefore) {
        int begin = 0;
        while (begin < notifications.size()) {
            boolean replay = handledBefore.test(notifications.get(begin));
            int end = begin + 1;
            while (end < notifications.size() && handledBefore.test(notifications.get(end)) == replay) {
                end++;
            }
            List<DomainEvent<?>> events = convert(notifications.subList(begin, end));
            Replay.during(replay, () -> {
                handle(events);
                return true;
            });
            begin = end;
        }
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

    TrackingRecorder tracking() {
        return eventSourcing.persistence().trackingRecorder();
    }

    ParkingRecorder parking() {
        return eventSourcing.persistence().parkingRecorder();
    }

    /** A transaction of the follower's own. */
    <T> T separate(Supplier<T> work) {
        return eventSourcing.transactions().separate(work);
    }

    /** Locks the position of a segment until the end of the active transaction, if nobody else holds it. */
    Optional<Tracking> lock(Segment segment) {
        return tracking().lock(followerName, leaderName(), segment);
    }

    /** Locks the positions of all segments, as {@link #lock} does; empty if one of them is held. */
    Optional<List<Tracking>> lockAll() {
        List<Tracking> locked = new ArrayList<>();
        for (int number = 0; number < segments(); number++) {
            lock(new Segment(number, segments())).ifPresent(locked::add);
        }
        return locked.size() == segments() ? Optional.of(locked) : Optional.empty();
    }

    /** What is stored of the follower; none if it has never begun. */
    List<TrackedFollower> stored() {
        return tracking().followers().stream()
                .filter(row -> tracks(row.tracking()))
                .toList();
    }

    /** The same with as many segments as it is stored with, if it has begun. */
    Pipe asStored() {
        List<TrackedFollower> stored = stored();
        return stored.isEmpty() ? this : segments(stored.getFirst().segments());
    }

    /** Whether it is the same edge, whatever its settings. */
    boolean is(Pipe other) {
        return followerName.equals(other.followerName) && leaderName().equals(other.leaderName());
    }

    /** Whether a position is this follower's of this leader. */
    boolean tracks(Tracking tracking) {
        return tracking.applicationName().equals(followerName)
                && tracking.leaderName().equals(leaderName());
    }

    /** The position of a segment, if it has begun. */
    Optional<Tracking> tracked(Segment segment) {
        return tracking().select(followerName, leaderName()).stream()
                .filter(tracking -> tracking.segment() == segment.number())
                .findFirst();
    }

    /** The domain events of notifications; upcasters may make several of one, or none. */
    List<DomainEvent<?>> convert(List<Notification> notifications) {
        List<UUID> originators = notifications.stream()
                .map(notification -> notification.event().originatorId())
                .toList();
        EventMapper ready = leader.readBy(eventSourcing).mapper().forOriginators(leaderName(), originators);
        List<DomainEvent<?>> events = new ArrayList<>(notifications.size());
        for (Notification notification : notifications) {
            events.addAll(ready.toDomainOrRedacted(notification.event()));
        }
        return events;
    }

    @Override
    public String toString() {
        return leaderName() + " -> " + followerName;
    }
}
