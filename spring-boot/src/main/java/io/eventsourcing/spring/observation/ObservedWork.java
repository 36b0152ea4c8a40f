package io.eventsourcing.spring.observation;

import io.eventsourcing.domain.Metadata;
import io.eventsourcing.persistence.Instrumentation;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * An observation around each piece of work. What a follower does about an event is part of the trace that the event was saved
 * in, which its metadata tells; about several events at once, only if they are of one trace.
 */
final class ObservedWork implements Instrumentation {
    private final ObservationRegistry registry;

    ObservedWork(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public <T> T around(Work work, Supplier<T> task) {
        return registry.isNoop() ? task.get() : observation(work).observe(task);
    }

    private Observation observation(Work work) {
        return switch (work) {
            case Work.Append append ->
                observation("append", new Observation.Context(), "append events")
                        .lowCardinalityKeyValue(
                                "application", String.join(",", new TreeSet<>(append.applicationNames())))
                        .highCardinalityKeyValue(
                                "events", String.valueOf(append.events().size()));
            case Work.Load load ->
                observation(
                                "load",
                                new Observation.Context(),
                                "load " + load.type().getSimpleName())
                        .lowCardinalityKeyValue("application", load.applicationName())
                        .lowCardinalityKeyValue("aggregate", load.type().getSimpleName());
            case Work.Batch batch ->
                observation("batch", new Observation.Context(), batch.followerName() + " processes batch")
                        .lowCardinalityKeyValues(follower(batch.followerName(), batch.leaderName()))
                        .lowCardinalityKeyValue("segment", String.valueOf(batch.segment()))
                        .highCardinalityKeyValue("notifications", String.valueOf(batch.notifications()));
            case Work.Reaction reaction ->
                observation("reaction", received(reaction.causes()), reaction.followerName() + " reacts")
                        .lowCardinalityKeyValues(follower(reaction.followerName(), reaction.leaderName()));
        };
    }

    private Observation observation(String name, Observation.Context context, String contextualName) {
        return Observation.createNotStarted("eventsourcing." + name, () -> context, registry)
                .contextualName(contextualName);
    }

    private static KeyValues follower(String follower, String leader) {
        return KeyValues.of(KeyValue.of("follower", follower), KeyValue.of("leader", leader));
    }

    private static Observation.Context received(List<Metadata> causes) {
        ReceiverContext<Metadata> context = new ReceiverContext<>(
                (carrier, name) -> carrier == null ? null : carrier.get(name).orElse(null), Kind.CONSUMER);
        context.setCarrier(oneTrace(causes));
        return context;
    }

    private static Metadata oneTrace(List<Metadata> causes) {
        List<Metadata> traces = causes.stream()
                .map(cause -> cause.get(Metadata.TRACE_PARENT)
                        .map(parent -> Metadata.none().with(Metadata.TRACE_PARENT, parent))
                        .orElse(Metadata.none()))
                .distinct()
                .toList();
        return traces.size() == 1 ? causes.getFirst() : Metadata.none();
    }
}
