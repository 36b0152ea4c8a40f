package io.eventsourcing.examples.trainingschool;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.ListCrudRepository;

/** The rows of the page of announcements. */
public interface PublishedAnnouncements extends ListCrudRepository<PublishedAnnouncement, UUID> {
    String NAMED = """
            SELECT new io.eventsourcing.examples.trainingschool.NamedAnnouncement(a.id, a.text, t.trick, a.publishedAt)
            FROM PublishedAnnouncement a LEFT JOIN CountedTrick t ON t.id = a.counterId
            """;

    /** The latest ones first. */
    @Query(NAMED + "ORDER BY a.publishedAt DESC, a.id")
    List<NamedAnnouncement> latest(Limit limit);

    /** One of them. */
    @Query(NAMED + "WHERE a.id = :id")
    Optional<NamedAnnouncement> named(UUID id);
}
