package io.eventsourcing.testkit.scenario;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * What came of an event that a follower processed.
 *
 * @param <F> the follower
 */
public final class FollowerOutcome<F> {
    private final F follower;
    private final List<DomainEvent<?>> events;
    private final @Nullable Throwable thrown;
    private final String cause;

    FollowerOutcome(F follower, List<DomainEvent<?>> events, @Nullable Throwable thrown, String cause) {
        this.follower = follower;
        this.events = List.copyOf(events);
        this.thrown = thrown;
        this.cause = cause;
    }

    /** Exactly these events followed, in this order, of whatever aggregates. */
    public FollowerOutcome<F> then(Object... expected) {
        Outcome.of(bodies(events), thrown).then(expected);
        return this;
    }

    /** No event followed, and nothing was thrown. */
    public FollowerOutcome<F> thenNothing() {
        return then();
    }

    /** Exactly these events followed for one aggregate, in this order. */
    public FollowerOutcome<F> thenOf(UUID originatorId, Object... expected) {
        List<DomainEvent<?>> ofIt = events.stream()
                .filter(event -> event.originatorId().equals(originatorId))
                .toList();
        Outcome.of(bodies(ofIt), thrown).then("events of " + originatorId, expected);
        return this;
    }

    /** The events that followed name the processed event as their cause; there is at least one. */
    public FollowerOutcome<F> thenCausedByIt() {
        return thenMetadata(Metadata.CAUSATION_ID, cause);
    }

    /** The events that followed carry this value; there is at least one. */
    public FollowerOutcome<F> thenMetadata(String name, String value) {
        if (events.isEmpty()) {
            throw new AssertionFailedError(
                    "Expected events with the metadata %s=%s, but %s"
                            .formatted(name, value, thrown == null ? "no event followed" : "it threw " + thrown),
                    thrown);
        }
        for (DomainEvent<?> event : events) {
            Optional<String> actual = event.metadata().get(name);
            if (!actual.equals(Optional.of(value))) {
                throw new AssertionFailedError(
                        "Expected the metadata %s=%s, but %s has %s"
                                .formatted(
                                        name,
                                        value,
                                        event.body(),
                                        event.metadata().values()),
                        value,
                        actual.orElse(null));
            }
        }
        return this;
    }

    /** Looks at the follower itself, for example at the read model of a projection; nothing was thrown. */
    public FollowerOutcome<F> thenThat(Consumer<? super F> assertions) {
        if (thrown != null) {
            throw new AssertionFailedError("Expected the event to be processed, but it threw " + thrown, thrown);
        }
        assertions.accept(follower);
        return this;
    }

    /** Processing was refused with an exception of that type, which may be looked at further. Nothing was recorded. */
    public AbstractThrowableAssert<?, ? extends Throwable> thenThrows(Class<? extends Throwable> type) {
        return Outcome.of(bodies(events), thrown).thenThrows(type);
    }

    /** The events that followed, with their metadata, oldest first; empty if something was thrown. */
    public List<DomainEvent<?>> events() {
        return events;
    }

    private static List<Object> bodies(List<DomainEvent<?>> events) {
        return events.stream().<Object>map(DomainEvent::body).toList();
    }
}
