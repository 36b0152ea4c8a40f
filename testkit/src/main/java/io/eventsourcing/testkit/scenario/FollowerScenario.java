package io.eventsourcing.testkit.scenario;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.ProcessApplication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A test of a policy or of a projection in three steps: the events that its leader had before, one more event, what
 * follows from it.
 *
 * <pre>{@code
 * FollowerScenario.of(TrickCounters::new)
 *         .given(fido, new TrickAdded("sit"))
 *         .when(rex, new TrickAdded("sit"))
 *         .then(new Incremented(rex));
 * }</pre>
 *
 * <p>The events are recorded in memory by a leader made for the test, and a real runner hands them to the follower, one
 * transaction after another. Immutable; each step makes a new object, and each {@code when} a new follower and storage.
 *
 * @param <F> the follower
 */
public final class FollowerScenario<F> {
    private static final LeaderEvent.Source FIRST =
            new LeaderEvent.Source("Leader", Instant.parse("2026-01-01T00:00:00Z"), Metadata.none());

    private final ScenarioFollower<F> follower;
    private final List<LeaderEvent> history;
    private final LeaderEvent.Source source;

    private FollowerScenario(ScenarioFollower<F> follower, List<LeaderEvent> history, LeaderEvent.Source source) {
        this.follower = follower;
        this.history = history;
        this.source = source;
    }

    /** A scenario of the policy of a process application. */
    public static <F extends ProcessApplication> FollowerScenario<F> of(
            Function<? super EventSourcing, ? extends F> constructor) {
        Objects.requireNonNull(constructor, "constructor");
        return new FollowerScenario<>(
                new ScenarioFollower<>(constructor, EventSourcedSystem::pipe, settings -> {}), List.of(), FIRST);
    }

    /** A scenario of a projection, whose read model is looked at by {@link FollowerOutcome#thenThat}. */
    public static <F extends Projection> FollowerScenario<F> of(Supplier<? extends F> constructor) {
        Objects.requireNonNull(constructor, "constructor");
        return new FollowerScenario<>(
                new ScenarioFollower<>(eventSourcing -> constructor.get(), EventSourcedSystem::pipe, settings -> {}),
                List.of(),
                FIRST);
    }

    /** The settings of the storage, such as a transcoder or upcasters; the clock is always the scenario's. */
    public FollowerScenario<F> withSettings(Consumer<EventSourcing.Builder> settings) {
        return new FollowerScenario<>(follower.with(settings), history, source);
    }

    /** The name of the leader whose events are named next; "Leader" unless this is called. */
    public FollowerScenario<F> following(String leaderName) {
        return from(new LeaderEvent.Source(leaderName, source.time(), source.metadata()));
    }

    /** When the events that are named next happen, and what the follower saves because of them. */
    public FollowerScenario<F> at(Instant time) {
        return from(new LeaderEvent.Source(source.leaderName(), time, source.metadata()));
    }

    /** What the events that are named next carry beside their bodies; none unless this is called. */
    public FollowerScenario<F> withMetadata(Metadata metadata) {
        return from(new LeaderEvent.Source(source.leaderName(), source.time(), metadata));
    }

    private FollowerScenario<F> from(LeaderEvent.Source next) {
        return new FollowerScenario<>(follower, history, next);
    }

    /** Events of one aggregate of the leader that the follower has processed, oldest first; given again, they are added. */
    public FollowerScenario<F> given(UUID originatorId, Object... events) {
        List<LeaderEvent> added = new ArrayList<>(history);
        for (Object event : events) {
            added.add(new LeaderEvent(source, originatorId, event));
        }
        return new FollowerScenario<>(follower, List.copyOf(added), source);
    }

    /**
     * The event of the leader that the follower processes.
     *
     * @throws AssertionError if the follower fails at one of the given events
     */
    public FollowerOutcome<F> when(UUID originatorId, Object event) {
        return ScenarioRun.of(follower, history).outcome(new LeaderEvent(source, originatorId, event));
    }
}
