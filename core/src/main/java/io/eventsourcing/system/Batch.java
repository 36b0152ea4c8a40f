package io.eventsourcing.system;

import io.eventsourcing.persistence.Notification;
import java.util.List;

/**
 * What a follower processes in one transaction.
 *
 * @param notifications in ascending order of their ids; none if only others' notifications are passed over
 * @param position what the follower has come to afterwards
 */
record Batch(List<Notification> notifications, long position) {
    int size() {
        return notifications.size();
    }

    /** Its only notification. */
    Notification single() {
        return notifications.getFirst();
    }
}
