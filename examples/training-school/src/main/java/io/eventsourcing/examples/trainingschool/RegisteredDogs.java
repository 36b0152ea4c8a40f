package io.eventsourcing.examples.trainingschool;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.ListCrudRepository;

/** The rows of the list of dogs. */
public interface RegisteredDogs extends ListCrudRepository<RegisteredDog, Long> {
    List<RegisteredDog> findAllByOrderByNameAsc();

    List<RegisteredDog> findByNameGreaterThanOrderByNameAsc(String name, Limit limit);
}
