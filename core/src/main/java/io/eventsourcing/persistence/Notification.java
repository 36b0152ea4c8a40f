package io.eventsourcing.persistence;

import java.util.Objects;

/**
 * A stored event with its place in the order that followers read.
 *
 * @param id the notification id; ids ascend but are not consecutive within an application
 * @param event the stored event
 */
public record Notification(long id, StoredEvent event) {
    public Notification {
        Objects.requireNonNull(event, "event");
    }
}
