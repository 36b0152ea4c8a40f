package io.eventsourcing.application;

import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.SettledHead;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What followers read of a leader: an application's events in their order, wherever they are stored. Every application has
 * one, its {@link NotificationLog}; a leader in another service has another. Implementations are thread-safe.
 */
public interface LeaderLog {
    /** The application that the events belong to. */
    String applicationName();

    /** How far may be read; logs that share a head give the same object. */
    SettledHead settledHead();

    /**
     * A page of notifications.
     *
     * @param query reaches up to the settled head at most
     */
    NotificationPage select(NotificationQuery query);

    /** About how many notifications a query selects; never more than the query's limit. */
    long count(NotificationQuery query);

    /** The greatest id that there is; empty if there are no events. */
    OptionalLong maxNotificationId();

    /**
     * The event types that followers read from this log if they name none themselves, sealed types standing for their leaves;
     * empty means all.
     */
    default Set<Class<?>> eventTypes() {
        return Set.of();
    }
}
