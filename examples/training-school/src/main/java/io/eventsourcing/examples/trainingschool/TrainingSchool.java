package io.eventsourcing.examples.trainingschool;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.OriginatorPage;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.DomainEvent;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The school: commands that register and train dogs, and what can be asked about them. */
@Component
public class TrainingSchool extends Application {
    private final Repository<Dog> dogs = repository(Dog.class);

    public TrainingSchool(EventSourcing eventSourcing) {
        super(eventSourcing);
    }

    public void register(String name) {
        save(Dog.register(name));
    }

    public void addTrick(String name, String trick) {
        dogs.update(Dog.idOf(name), dog -> dog.addTrick(trick));
    }

    public List<String> tricks(String name) {
        return dogs.get(Dog.idOf(name)).tricks();
    }

    /** Adds a trick if nothing has happened to the dog since the caller looked, and else throws. */
    public void addTrick(UUID dog, long seenVersion, String trick) {
        dogs.update(dog, seenVersion, seen -> seen.addTrick(trick));
    }

    /** Does what a request asks for, unless it was done for an earlier one of the same key. */
    public void handleOnce(String key, Runnable command) {
        once(key, command);
    }

    public Dog get(UUID dog) {
        return dogs.get(dog);
    }

    public boolean contains(UUID dog) {
        return dogs.contains(dog);
    }

    /** Everything that has happened to a dog, oldest first. */
    public List<DomainEvent<?>> history(UUID dog) {
        return dogs.history(dog);
    }

    /** The ids of the dogs, in pages. */
    public OriginatorPage ids(long after, int limit) {
        return dogs.ids(after, limit);
    }
}
