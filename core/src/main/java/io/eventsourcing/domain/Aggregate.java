package io.eventsourcing.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An object whose state is the fold of its domain events. A command method decides and calls {@link #trigger}; only
 * {@link #apply} changes the state, so that loading the events again gives the same object.
 *
 * <p>A subclass has a constructor without parameters, which may be private, and a static factory that calls
 * {@link #create}. Its events are the records of one sealed interface, so that the {@code switch} in {@code apply} is
 * checked by the compiler. Events and arguments are never null.
 *
 * <p>Not thread-safe: an aggregate belongs to the thread that loaded it.
 *
 * @param <E> the sealed type of the aggregate's events
 */
public abstract class Aggregate<E> {
    private final List<E> pending = new ArrayList<>();
    private @Nullable UUID id;
    private long version;
    private @Nullable Instant createdOn;
    private @Nullable Instant modifiedOn;
    private @Nullable E lastEvent;
    private @Nullable String unusableBecause;

    /** For subclasses; the aggregate gets its id and version from {@link #create} or from the repository. */
    protected Aggregate() {}

    /**
     * Makes a new aggregate with its first event. The id is known to {@code apply}; the version is the initial one
     * afterwards.
     *
     * @throws NullPointerException if an argument is null
     */
    protected static <E, A extends Aggregate<E>> A create(Supplier<A> constructor, UUID id, E event) {
        A aggregate = constructor.get();
        ((Aggregate<E>) aggregate).begin(id);
        aggregate.trigger(event);
        return aggregate;
    }

    /**
     * Changes the aggregate by one event: applies it, then counts the version up and keeps the event to be saved. If
     * {@code apply} throws, no event is kept and this object is unusable from then on, since its state may have changed
     * half-way.
     *
     * @throws IllegalStateException if the aggregate was made by its constructor instead of {@link #create}, or if it has
     *     ended with a {@link FinalEvent}
     * @throws AggregateUnusableException if an earlier {@code apply} threw or the saving transaction rolled back
     */
    protected final void trigger(E event) {
        Objects.requireNonNull(event, "event");
        if (id == null) {
            throw new IllegalStateException(
                    "This %s has no id: make it with create(constructor, id, event), not with new"
                            .formatted(typeName()));
        }
        if (ended()) {
            throw new IllegalStateException("%s %s has ended at version %d: %s cannot follow"
                    .formatted(typeName(), id, version, event.getClass().getSimpleName()));
        }
        applyOne(event);
        version++;
        pending.add(event);
    }

    /** Changes the state by one event. It must not decide, fail on valid events, trigger events or read the clock. */
    protected abstract void apply(E event);

    /**
     * The aggregate's id.
     *
     * @throws IllegalStateException if the aggregate was made by its constructor instead of {@link #create}
     */
    public final UUID id() {
        if (id == null) {
            throw new IllegalStateException("This %s has no id yet".formatted(typeName()));
        }
        return id;
    }

    /** The version of the last event applied, counting from {@link #initialVersion()}. */
    public final long version() {
        return version;
    }

    /**
     * The version of the first event: 1 unless overridden, which serves histories that were begun elsewhere with another.
     * A constant, not negative.
     */
    protected long initialVersion() {
        return 1;
    }

    /** When the first event was recorded, by the application's clock; empty until it is saved. */
    public final Optional<Instant> createdOn() {
        return Optional.ofNullable(createdOn);
    }

    /** When the last saved event was recorded, by the application's clock; empty until one is saved. */
    public final Optional<Instant> modifiedOn() {
        return Optional.ofNullable(modifiedOn);
    }

    void begin(UUID newId) {
        id = Objects.requireNonNull(newId, "id");
        version = initialVersion() - 1;
    }

    void beginAfter(UUID newId, long lastVersion) {
        begin(newId);
        version = lastVersion;
    }

    void restoredAt(long restoredVersion, Instant created, Instant modified) {
        version = restoredVersion;
        createdOn = created;
        modifiedOn = modified;
    }

    /** Applies what was recorded at the next version: usually one event, others if it was upcast to several or to none. */
    void replay(long nextVersion, List<? extends DomainEvent<? extends E>> events) {
        if (nextVersion != version + 1) {
            throw new OriginatorVersionException(id(), version + 1, nextVersion);
        }
        for (DomainEvent<? extends E> event : events) {
            if (!event.originatorId().equals(id)) {
                throw new OriginatorIdException(id(), event.originatorId());
            }
            applyOne(event.body());
            recorded(event.recordedAt());
        }
        version = nextVersion;
    }

    private void recorded(Instant at) {
        createdOn = createdOn == null ? at : createdOn;
        modifiedOn = at;
    }

    List<E> pending() {
        requireUsable();
        return List.copyOf(pending);
    }

    void collected(Instant recordedAt) {
        if (!pending.isEmpty()) {
            recorded(recordedAt);
            pending.clear();
        }
    }

    void spoil(String reason) {
        unusableBecause = reason;
    }

    private void applyOne(E event) {
        requireUsable();
        unusableBecause = "apply() did not end well for " + event.getClass().getName();
        apply(event);
        unusableBecause = null;
        lastEvent = event;
    }

    boolean ended() {
        return lastEvent != null && lastEvent.getClass().isAnnotationPresent(FinalEvent.class);
    }

    private void requireUsable() {
        if (unusableBecause != null) {
            throw new AggregateUnusableException("%s %s at version %d cannot be used any more: %s. Load it again."
                    .formatted(typeName(), id, version, unusableBecause));
        }
    }

    /** The kind, id and version, without the state, which may be confidential; subclasses may say more. */
    @Override
    public String toString() {
        return "%s[%s v%d]".formatted(typeName(), id == null ? "no id" : id, version);
    }

    private String typeName() {
        return getClass().getSimpleName();
    }
}
