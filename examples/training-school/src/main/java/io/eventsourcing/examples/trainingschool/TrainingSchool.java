package io.eventsourcing.examples.trainingschool;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.DomainEvent;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

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

    public Optional<Dog> find(String name) {
        return dogs.find(Dog.idOf(name));
    }

    public List<DomainEvent<?>> history(String name) {
        return dogs.history(Dog.idOf(name));
    }
}
