package io.eventsourcing.jpa;

import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;

/** Refuses to write the entities of this package; the columns are read-only anyway. */
final class WriteRefusal {
    @PrePersist
    @PreUpdate
    @PreRemove
    void refuse(Object entity) {
        throw new UnsupportedOperationException(
                "%s is read-only: events, snapshots and positions are written by the library, so save events through an application"
                        .formatted(entity.getClass().getSimpleName()));
    }
}
