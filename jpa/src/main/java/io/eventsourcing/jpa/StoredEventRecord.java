package io.eventsourcing.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;

/**
 * A row of the table {@code stored_events}, to be queried and never written: events are saved through an application.
 * What the active transaction has saved is not among them before it has been written. With Hibernate, the rows that only
 * mark rolled-back ids are left out; with another provider, they are those whose application name is empty.
 */
@Entity
@Table(name = "stored_events")
@Immutable
@SQLRestriction("application_name <> ''")
@EntityListeners(WriteRefusal.class)
public class StoredEventRecord extends RecordedEvent {
    /** For the persistence provider. */
    protected StoredEventRecord() {}
}
