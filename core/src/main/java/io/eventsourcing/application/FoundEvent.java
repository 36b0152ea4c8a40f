package io.eventsourcing.application;

import io.eventsourcing.domain.Metadata;
import io.eventsourcing.persistence.Notification;
import java.util.Objects;

/**
 * An event that a search found. Its state is as it is stored, so it can be shown although nobody has registered its type,
 * and is not decrypted by showing it.
 *
 * @param notification the stored event and its notification id
 * @param metadata what its metadata says
 */
public record FoundEvent(Notification notification, Metadata metadata) {
    public FoundEvent {
        Objects.requireNonNull(notification, "notification");
        Objects.requireNonNull(metadata, "metadata");
    }

    /** The notification id. */
    public long id() {
        return notification.id();
    }

    /** The state as it is stored: JSON, unless it is compressed or encrypted; not copied, and not to be changed. */
    public byte[] state() {
        return notification.event().state();
    }
}
