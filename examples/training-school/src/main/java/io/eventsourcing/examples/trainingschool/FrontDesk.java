package io.eventsourcing.examples.trainingschool;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Registers dogs: the event and the row of the list are one transaction. */
@Component
public class FrontDesk {
    private final TrainingSchool school;
    private final RegisteredDogs dogs;
    private final Clock clock;

    public FrontDesk(TrainingSchool school, RegisteredDogs dogs, Clock clock) {
        this.school = school;
        this.dogs = dogs;
        this.clock = clock;
    }

    /**
     * Registers a dog.
     *
     * @throws io.eventsourcing.persistence.VersionConflictException if it is registered; thrown by the commit
     */
    @Transactional
    public void register(String name) {
        school.register(name);
        dogs.save(new RegisteredDog(name, clock.instant()));
    }
}
