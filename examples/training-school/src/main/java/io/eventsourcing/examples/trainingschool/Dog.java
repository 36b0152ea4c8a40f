package io.eventsourcing.examples.trainingschool;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A dog that learns tricks. Its name is for ever: the id is made of it. */
public class Dog extends Aggregate<Dog.Event> {
    public sealed interface Event permits Registered, TrickAdded {}

    public record Registered(String name) implements Event {}

    public record TrickAdded(String trick) implements Event {}

    private String name = "";
    private final List<String> tricks = new ArrayList<>();

    private Dog() {}

    public static UUID idOf(String name) {
        return NameBasedUuid.forUrl("/dogs/" + name);
    }

    public static Dog register(String name) {
        return create(Dog::new, idOf(name), new Registered(name));
    }

    public void addTrick(String trick) {
        trigger(new TrickAdded(trick));
    }

    @Override
    protected void apply(Event event) {
        switch (event) {
            case Registered e -> name = e.name();
            case TrickAdded e -> tricks.add(e.trick());
        }
    }

    public String name() {
        return name;
    }

    public List<String> tricks() {
        return List.copyOf(tricks);
    }
}
