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

    /**
     * Selects the first events of the aggregates of one kind, in the order in which they were created.
     *
     * @param originatorTopic the topic of the aggregates' type
     * @param after only those created after the notification of this id; 0 is the beginning
     * @param limit at most so many; 0 selects none
     */
    List<Notification> selectFirstEvents(String applicationName, String originatorTopic, long after, int limit);

    /** How many notifications a query selects; it counts no further than the query's limit. */
    default long countNotifications(String applicationName, NotificationQuery query) {
        return selectNotifications(applicationName, query).size();
    }

    /** The greatest notification id of one application that is committed, or empty if it has none. */
    OptionalLong maxNotificationId(String applicationName);
}
