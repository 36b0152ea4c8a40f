package io.eventsourcing.examples.trainingschool;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
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

    /** The registered dogs by name. */
    public List<RegisteredDog> list() {
        return dogs.findAllByOrderByNameAsc();
    }

    /** Those whose names come after one, in pages. */
    public List<RegisteredDog> list(String after, int limit) {
        return dogs.findByNameGreaterThanOrderByNameAsc(after, Limit.of(limit));
    }

    /** Writes the row of a dog that has none. */
    public void writeRow(UUID id) {
        String name = school.get(id).name();
        dogs.save(new RegisteredDog(name, school.history(id).getFirst().recordedAt()));
    }
}
