package io.eventsourcing.examples.trainingschool;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.ListCrudRepository;

/** The rows of the page of tricks. */
public interface CountedTricks extends ListCrudRepository<CountedTrick, UUID> {
    List<CountedTrick> findAllByOrderByCountDescTrickAsc();
}
