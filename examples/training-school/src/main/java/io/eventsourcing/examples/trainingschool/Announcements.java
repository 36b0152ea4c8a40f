package io.eventsourcing.examples.trainingschool;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.OriginatorPage;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.system.ProcessApplication;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Follows a follower: when a trick has been learned three times, everyone is told. */
@Component
public class Announcements extends ProcessApplication {
    private static final int WORTH_TELLING = 3;

    private final Repository<Announcement> announcements = repository(Announcement.class);
    private final PublishedAnnouncements published;

    public Announcements(EventSourcing eventSourcing, PublishedAnnouncements published) {
        super(eventSourcing);
        this.published = published;
    }

    /** The first event of a counter starts it, each one after that counts. */
    @Override
    protected void policy(DomainEvent<?> event) {
        long count = event.originatorVersion() - 1;
        if (count == WORTH_TELLING) {
            String counter = event.originatorId().toString().replace("-", "");
            String text = "counter %s reached %d".formatted(counter, WORTH_TELLING);
            Announcement announcement = Announcement.publish(text, event.originatorId());
            save(announcement);
            published.save(new PublishedAnnouncement(announcement, event.recordedAt()));
        }
    }

    /** No others are even decoded. */
    @Override
    protected Set<Class<?>> eventTypes() {
        return Set.of(TrickCounter.Incremented.class);
    }

    /** The ids of the announcements, in pages. */
    public OriginatorPage ids(long after, int limit) {
        return announcements.ids(after, limit);
    }

    /** Writes the row of an announcement that has none. */
    public void writeRow(UUID id) {
        Instant publishedAt = announcements.history(id).getFirst().recordedAt();
        published.save(new PublishedAnnouncement(announcements.get(id), publishedAt));
    }
}
