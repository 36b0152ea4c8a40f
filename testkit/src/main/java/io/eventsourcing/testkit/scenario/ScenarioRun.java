package io.eventsourcing.testkit.scenario;

import io.eventsourcing.domain.DomainEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/** One run of a scenario: its storage, its follower and its leaders. */
final class ScenarioRun<F> {
    private final TestClock clock = TestClock.at(Instant.EPOCH);
    private final MemorySystem system;
    private final Map<String, ScenarioLeader> leaders = new HashMap<>();
    private final ScenarioFollower<F> kind;
    private final F follower;

    private ScenarioRun(ScenarioFollower<F> kind) {
        this.kind = kind;
        this.system = new MemorySystem(clock, kind.settings());
        this.follower = kind.constructor().apply(system.eventSourcing());
    }

    /** A run that has come to where the given events are processed. */
    static <F> ScenarioRun<F> of(ScenarioFollower<F> kind, List<LeaderEvent> given) {
        ScenarioRun<F> run = new ScenarioRun<>(kind);
        for (LeaderEvent event : given) {
            run.happens(event);
            run.system.failure().ifPresent(failure -> {
                throw new AssertionFailedError(
                        "The given event %s is not processed. %s".formatted(event.body(), failure.message()),
                        failure.cause());
            });
        }
        return run;
    }

    FollowerOutcome<F> outcome(LeaderEvent when) {
        int before = system.events().size();
        String cause = happens(when);
        Optional<FollowerFailure> failure = system.failure();
        if (failure.isPresent() && failure.get().cause() == null) {
            throw failure.get().toError();
        }
        List<DomainEvent<?>> all = system.events();
        return new FollowerOutcome<>(
                follower,
                all.subList(before + 1, all.size()),
                failure.map(FollowerFailure::cause).orElse(null),
                cause);
    }

    private String happens(LeaderEvent event) {
        clock.set(event.source().time());
        return leaders.computeIfAbsent(event.source().leaderName(), this::leader)
                .happens(event);
    }

    private ScenarioLeader leader(String name) {
        ScenarioLeader leader = new ScenarioLeader(system.eventSourcing(), name);
        system.add(kind.pipe().apply(leader, follower));
        return leader;
    }
}
