package io.eventsourcing.jpa;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code followers}, to be queried and never written: how far a follower has come with a leader. */
@Entity
@Table(name = "followers")
@IdClass(NotificationTrackingRecord.Key.class)
@Access(AccessType.FIELD)
@Immutable
@EntityListeners(WriteRefusal.class)
@SuppressWarnings("NullAway.Init")
public class NotificationTrackingRecord {
    /**
     * The primary key.
     *
     * @param applicationName the follower
     * @param leaderName the leader
     * @param segment which share of the leader's originators, 0 if they are not shared out
     */
    public record Key(String applicationName, String leaderName, int segment) {}

    @Id
    @Column(name = "application_name", nullable = false, insertable = false, updatable = false)
    private String applicationName;

    @Id
    @Column(name = "leader_name", nullable = false, insertable = false, updatable = false)
    private String leaderName;

    @Id
    @Column(name = "segment", nullable = false, insertable = false, updatable = false)
    private int segment;

    @Column(name = "position", nullable = false, insertable = false, updatable = false)
    private long position;

    @Column(name = "state", nullable = false, insertable = false, updatable = false)
    private String state;

    @Column(name = "last_error", insertable = false, updatable = false)
    private @Nullable String lastError;

    @Column(name = "changed_at", nullable = false, insertable = false, updatable = false)
    private Instant changedAt;

    /** For the persistence provider. */
    protected NotificationTrackingRecord() {}

    /** The follower. */
    public String applicationName() {
        return applicationName;
    }

    /** The leader. */
    public String leaderName() {
        return leaderName;
    }

    /** Which share of the leader's originators, 0 if they are not shared out. */
    public int segment() {
        return segment;
    }

    /** The notification id up to which everything is processed. */
    public long position() {
        return position;
    }

    /** {@code running} or {@code stopped}. */
    public String state() {
        return state;
    }

    /** Why the follower stopped, if it did. */
    public Optional<String> lastError() {
        return Optional.ofNullable(lastError);
    }

    /** When its position or its state changed last. */
    public Instant changedAt() {
        return changedAt;
    }
}
