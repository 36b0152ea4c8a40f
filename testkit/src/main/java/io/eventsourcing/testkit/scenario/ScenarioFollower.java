package io.eventsourcing.testkit.scenario;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.system.Pipe;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** How a follower is made, on storage of which settings, and how it is connected to a leader. */
record ScenarioFollower<F>(
        Function<? super EventSourcing, ? extends F> constructor,
        BiFunction<? super Application, ? super F, Pipe> pipe,
        Consumer<EventSourcing.Builder> settings) {
    ScenarioFollower<F> with(Consumer<EventSourcing.Builder> others) {
        return new ScenarioFollower<>(constructor, pipe, others);
    }
}
