package io.eventsourcing.domain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the library knows of one kind of aggregate: how to make one, how to fold its events, which events it has. The
 * seam between a domain model and whatever saves or tests it; users see it only when they write such a thing.
 * Thread-safe.
 *
 * @param <A> the type of the aggregate
 */
public final class OriginatorType<A extends Aggregate<?>> {
    private final Class<?> type;
    private final Supplier<A> constructor;
    private final Set<Class<?>> eventTypes;
    private final @Nullable Class<?> snapshotType;

    private OriginatorType(
            Class<?> type, Supplier<A> constructor, Set<Class<?>> eventTypes, @Nullable Class<?> snapshotType) {
        this.type = type;
        this.constructor = constructor;
        this.eventTypes = eventTypes;
        this.snapshotType = snapshotType;
    }

    /**
     * The kind of aggregate that a class describes.
     *
     * @param eventTypes the aggregate's event types; none given means the leaves of its sealed event type
     * @throws IllegalArgumentException if the class has no constructor without parameters or if the event types can
     *     neither be found nor are listed
     */
    public static <A extends Aggregate<?>> OriginatorType<A> of(Class<A> type, Class<?>... eventTypes) {
        return new OriginatorType<>(
                type,
                Constructors.withoutParameters(type),
                eventTypes.length > 0
                        ? Set.copyOf(List.of(eventTypes))
                        : EventTypes.leavesOf(EventTypes.eventTypeOf(type), type),
                EventTypes.snapshotTypeOf(type));
    }

    /** The kind of aggregate that a decider describes. */
    public static <C, E, S> OriginatorType<DecidedAggregate<C, E, S>> of(Decider<C, E, S> decider) {
        return new OriginatorType<>(
                decider.getClass(),
                () -> new DecidedAggregate<>(decider),
                EventTypes.leavesOf(decider.eventType(), decider.getClass()),
                decider.initialState().getClass());
    }

    /** The leaves of a sealed event type: the records that can be stored. */
    public static Set<Class<?>> eventTypes(Class<?> sealedEventType) {
        return EventTypes.leavesOf(sealedEventType, sealedEventType);
    }

    /** The class of the aggregate, or of the decider. */
    public Class<?> type() {
        return type;
    }

    /** The event types, none of them abstract. */
    public Set<Class<?>> eventTypes() {
        return eventTypes;
    }

    /** Those event types that end an aggregate. */
    public Set<Class<?>> finalEventTypes() {
        return eventTypes.stream()
                .filter(eventType -> eventType.isAnnotationPresent(FinalEvent.class))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The type of the snapshots: what the aggregate gives to {@link Snapshots}, or the class of a decider's initial state. */
    public Optional<Class<?>> snapshotType() {
        return Optional.ofNullable(snapshotType);
    }

    /** The state of an aggregate, empty if it is not of the snapshot type. */
    public Optional<Object> snapshot(Aggregate<?> aggregate) {
        Object state = aggregate instanceof Snapshots<?> snapshots
                ? snapshots.snapshot()
                : aggregate instanceof DecidedAggregate<?, ?, ?> decided ? decided.state() : null;
        return Optional.ofNullable(state).filter(taken -> taken.getClass() == snapshotType);
    }

    /**
     * Makes an aggregate that has just begun what it was when a snapshot was taken.
     *
     * @param createdOn when its first event was recorded
     * @param modifiedOn when the event of that version was recorded
     * @throws ClassCastException if the state is not of the snapshot type
     */
    public static void restore(
            Aggregate<?> aggregate, Object state, long version, Instant createdOn, Instant modifiedOn) {
        restore(aggregate, state);
        aggregate.restoredAt(version, createdOn, modifiedOn);
    }

    @SuppressWarnings("unchecked")
    private static void restore(Aggregate<?> aggregate, Object state) {
        if (aggregate instanceof DecidedAggregate<?, ?, ?> decided) {
            ((DecidedAggregate<?, ?, Object>) decided).restore(state);
        } else {
            ((Snapshots<Object>) aggregate).restore(state);
        }
    }

    /** An aggregate with an id and no events yet. */
    public A begin(UUID id) {
        A aggregate = constructor.get();
        aggregate.begin(id);
        return aggregate;
    }

    /** Applies one event; as {@link #fold(Aggregate, long, List)}. */
    public void fold(A aggregate, DomainEvent<?> event) {
        fold(aggregate, event.originatorVersion(), List.of(event));
    }

    /**
     * Applies what was recorded at one version: usually one event, others if it was upcast to several or to none.
     *
     * @throws OriginatorIdException if an event belongs to another originator
     * @throws OriginatorVersionException if the version is not the next one
     * @throws ClassCastException if a body is not one of the aggregate's events
     */
    public void fold(A aggregate, long version, List<? extends DomainEvent<?>> events) {
        Aggregate<?> folded = aggregate;
        replay(folded, version, events);
    }

    @SuppressWarnings("unchecked")
    private static <E> void replay(Aggregate<E> aggregate, long version, List<? extends DomainEvent<?>> events) {
        aggregate.replay(version, (List<? extends DomainEvent<? extends E>>) events);
    }

    /**
     * The events that wait to be saved; they stay in the aggregate.
     *
     * @throws AggregateUnusableException if the aggregate does not agree with its events
     */
    public static PendingEvents pending(Aggregate<?> aggregate) {
        List<?> bodies = Objects.requireNonNull(aggregate, "aggregate").pending();
        return new PendingEvents(
                aggregate.id(), aggregate.version() - bodies.size() + 1, aggregate.initialVersion(), bodies);
    }

    /** Whether the last event that was applied is a {@link FinalEvent}. */
    public static boolean ended(Aggregate<?> aggregate) {
        return aggregate.ended();
    }

    /** Forgets the pending events, since they are in safe hands, recorded at a time. */
    public static void collected(Aggregate<?> aggregate, Instant recordedAt) {
        aggregate.collected(recordedAt);
    }

    /** Makes the aggregate unusable, since the events it has collected will not be stored. */
    public static void spoil(Aggregate<?> aggregate, String reason) {
        aggregate.spoil(reason);
    }
}
