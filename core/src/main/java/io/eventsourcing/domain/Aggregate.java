package io.eventsourcing.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    private @Nullable String unusableBecause;

    /** For subclasses; the aggregate gets its id and version from {@link #create} or from the repository. */
    protected Aggregate() {}

    /**
     * Makes a new aggregate with its first event. The id is known to {@code apply}; the version is 1 afterwards.
     *
     * @throws NullPointerException if an argument is null
     */
    protected static <E, A extends Aggregate<E>> A create(Supplier<A> constructor, UUID id, E event) {
        A aggregate = constructor.get();
        ((Aggregate<E>) aggregate).id = Objects.requireNonNull(id, "id");
        aggregate.trigger(event);
        return aggregate;
    }

    /**
     * Changes the aggregate by one event: applies it, then counts the version up and keeps the event to be saved. If
     * {@code apply} throws, no event is kept and this object is unusable from then on, since its state may have changed
     * half-way.
     *
     * @throws IllegalStateException if the aggregate was made by its constructor instead of {@link #create}
     * @throws AggregateUnusableException if an earlier {@code apply} threw or the saving transaction rolled back
     */
    protected final void trigger(E event) {
        Objects.requireNonNull(event, "event");
        if (id == null) {
            throw new IllegalStateException(
                    "This %s has no id: make it with create(constructor, id, event), not with new"
                            .formatted(typeName()));
        }
        applyNext(event);
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

    /** The version of the last event applied, counting from 1. */
    public final long version() {
        return version;
    }

    void begin(UUID newId) {
        id = Objects.requireNonNull(newId, "id");
    }

    void restoredAt(long restoredVersion) {
        version = restoredVersion;
    }

    void replay(DomainEvent<? extends E> event) {
        if (!event.originatorId().equals(id)) {
            throw new OriginatorIdException(id(), event.originatorId());
        }
        if (event.originatorVersion() != version + 1) {
            throw new OriginatorVersionException(event.originatorId(), version + 1, event.originatorVersion());
        }
        applyNext(event.body());
    }

    List<E> pending() {
        requireUsable();
        return List.copyOf(pending);
    }

    void forgetPending() {
        pending.clear();
    }

    void spoil(String reason) {
        unusableBecause = reason;
    }

    private void applyNext(E event) {
        requireUsable();
        unusableBecause = "apply() did not end well for " + event.getClass().getName();
        apply(event);
        unusableBecause = null;
        version++;
    }

    private void requireUsable() {
        if (unusableBecause != null) {
            throw new AggregateUnusableException("%s %s at version %d cannot be used any more: %s. Load it again."
                    .formatted(typeName(), id, version, unusableBecause));
        }
    }

    private String typeName() {
        return getClass().getSimpleName();
    }
}
