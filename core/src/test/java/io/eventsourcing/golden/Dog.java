package io.eventsourcing.golden;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.domain.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Topic("training_school.domain:Dog")
final class Dog extends Aggregate<Dog.Event> implements Snapshots<Dog.State>, Attributes {
    sealed interface Event permits Registered, TrickAdded {}

    @Topic("training_school.domain:Dog.Registered")
    record Registered(String name) implements Event {}

    @Topic("training_school.domain:Dog.TrickAdded")
    record TrickAdded(String trick) implements Event {}

    record State(String name, List<String> tricks) {}

    private String name = "";
    private final List<String> tricks = new ArrayList<>();

    private Dog() {}

    static UUID idOf(String name) {
        return NameBasedUuid.forUrl("/dogs/" + name);
    }

    static Dog register(String name) {
        return create(Dog::new, idOf(name), new Registered(name));
    }

    void addTrick(String trick) {
        trigger(new TrickAdded(trick));
    }

    @Override
    protected void apply(Event event) {
        switch (event) {
            case Registered registered -> name = registered.name();
            case TrickAdded added -> tricks.add(added.trick());
        }
    }

    @Override
    public State snapshot() {
        return new State(name, List.copyOf(tricks));
    }

    @Override
    public void restore(State state) {
        name = state.name();
        tricks.addAll(state.tricks());
    }

    @Override
    public Map<String, @Nullable Object> attributes() {
        return Map.of("name", name, "tricks", tricks);
    }
}
