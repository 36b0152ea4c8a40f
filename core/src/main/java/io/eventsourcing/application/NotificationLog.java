package io.eventsourcing.application;

import io.eventsourcing.persistence.ApplicationRecorder;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An application's events in the order in which followers read them. It ends at the settled head: nothing that it has
 * once passed can appear later. Thread-safe.
 */
public final class NotificationLog {
    private final String applicationName;
    private final EventSourcing eventSourcing;

    NotificationLog(String applicationName, EventSourcing eventSourcing) {
        this.applicationName = applicationName;
        this.eventSourcing = eventSourcing;
    }

    /** The application that the events belong to. */
    public String applicationName() {
        return applicationName;
    }

    /** At most {@code limit} notifications after an id; 0 is the beginning. */
    public NotificationPage select(long after, int limit) {
        return select(after, limit, Set.of());
    }

    /**
     * At most {@code limit} notifications after an id, of some topics only.
     *
     * @param topics empty means all
     */
    public NotificationPage select(long after, int limit, Set<String> topics) {
        if (limit == 0) {
            return new NotificationPage(List.of(), after);
        }
        long head = eventSourcing.persistence().settledHead().read();
        if (head <= after) {
            return new NotificationPage(List.of(), after);
        }
        List<Notification> found = recorder()
                .selectNotifications(
                        applicationName,
                        NotificationQuery.after(after, limit).upTo(head).topics(topics));
        return new NotificationPage(
                found, found.size() < limit ? head : found.getLast().id());
    }

    /** The greatest id that is committed, which may still be above the settled head; empty if there are no events. */
    public OptionalLong maxNotificationId() {
        return recorder().maxNotificationId(applicationName);
    }

    private ApplicationRecorder recorder() {
        return eventSourcing.persistence().eventRecorder();
    }
}
