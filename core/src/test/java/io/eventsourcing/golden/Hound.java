package io.eventsourcing.golden;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.domain.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Topic("kennel.domain:Hound")
final class Hound extends Aggregate<Hound.Event> implements Snapshots<Hound.State>, Attributes {
    sealed interface Event permits Born, ToyGiven {}

    @Topic("kennel.domain:Hound.Born")
    record Born(String name) implements Event {}

    @Topic("kennel.domain:Hound.ToyGiven")
    record ToyGiven(String toy) implements Event {}

    record State(String name, List<String> toys) {}

    private String name = "";
    private final List<String> toys = new ArrayList<>();

    private Hound() {}

    @Override
    protected void apply(Event event) {
        switch (event) {
            case Born born -> name = born.name();
            case ToyGiven given -> toys.add(given.toy());
        }
    }

    @Override
    public State snapshot() {
        return new State(name, List.copyOf(toys));
    }

    @Override
    public void restore(State state) {
        name = state.name();
        toys.addAll(state.toys());
    }

    @Override
    public Map<String, @Nullable Object> attributes() {
        return Map.of("name", name, "toys", toys);
    }
}
