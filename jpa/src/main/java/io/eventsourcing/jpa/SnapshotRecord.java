package io.eventsourcing.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A row of the table {@code snapshots}, to be queried and never written. */
@Entity
@Table(name = "snapshots")
@Immutable
@EntityListeners(WriteRefusal.class)
public class SnapshotRecord extends RecordedEvent {
    /** For the persistence provider. */
    protected SnapshotRecord() {}
}
