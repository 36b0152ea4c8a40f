package io.eventsourcing.persistence;

import java.util.List;
import java.util.OptionalLong;

/**
 * Stores events and selects them as notifications. What it selects may still be overtaken by transactions in flight, so
 * followers ask only up to the {@link SettledHead}.
 */
public interface ApplicationRecorder extends AggregateRecorder {
    /** Selects notifications of one application in ascending order of their ids. */
    List<Notification> selectNotifications(String applicationName, NotificationQuery query);

    /** The greatest notification id of one application that is committed, or empty if it has none. */
    OptionalLong maxNotificationId(String applicationName);
}
