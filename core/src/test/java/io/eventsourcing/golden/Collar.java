package io.eventsourcing.golden;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.domain.Topic;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Topic("collar")
final class Collar extends Aggregate<Collar.Event> implements Snapshots<Collar.State>, Attributes {
    sealed interface Event permits Created, Engraved {}

    @Topic("collar.created")
    record Created(String colour) implements Event {}

    @Topic("collar.engraved")
    record Engraved(String text) implements Event {}

    record State(String colour, String text) {}

    private State state = new State("", "");

    private Collar() {}

    @Override
    protected void apply(Event event) {
        state = switch (event) {
            case Created created -> new State(created.colour(), "");
            case Engraved engraved -> new State(state.colour(), engraved.text());
        };
    }

    @Override
    public State snapshot() {
        return state;
    }

    @Override
    public void restore(State restored) {
        state = restored;
    }

    @Override
    public Map<String, @Nullable Object> attributes() {
        return Map.of("colour", state.colour(), "text", state.text());
    }
}
