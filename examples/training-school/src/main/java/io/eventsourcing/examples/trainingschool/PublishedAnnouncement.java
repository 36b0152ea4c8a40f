package io.eventsourcing.examples.trainingschool;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A row of the page of announcements. */
@Entity
public class PublishedAnnouncement {
    @Id
    private UUID id = new UUID(0, 0);

    private String text = "";
    private UUID counterId = new UUID(0, 0);
    private Instant publishedAt = Instant.EPOCH;

    protected PublishedAnnouncement() {}

    public PublishedAnnouncement(Announcement announcement, Instant publishedAt) {
        this.id = announcement.id();
        this.text = announcement.text();
        this.counterId = announcement.counterId();
        this.publishedAt = publishedAt;
    }

    public UUID getId() {
        return id;
    }

    public String getText() {
        return text;
    }

    public UUID getCounterId() {
        return counterId;
    }

    public Instant getPublishedAt() {
        return publishedAt;
    }
}
