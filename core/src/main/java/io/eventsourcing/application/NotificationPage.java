package io.eventsourcing.application;

import io.eventsourcing.persistence.Notification;
import java.util.List;

/**
 * What a follower reads at once.
 *
 * @param notifications in ascending order of their ids; may be empty
 * @param position where to read on: everything up to it has been looked at, also what belongs to other applications
 */
public record NotificationPage(List<Notification> notifications, long position) {
    public NotificationPage {
        notifications = List.copyOf(notifications);
    }
}
