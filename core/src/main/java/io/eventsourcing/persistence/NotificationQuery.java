package io.eventsourcing.persistence;

import java.util.Set;

/**
 * Which notifications of one application to select, in ascending order of their ids.
 *
 * @param after only ids greater than this; 0 is the beginning
 * @param upTo only ids up to and including this
 * @param limit at most so many, counted after filtering; 0 selects none
 * @param topics only events of these topics; empty means all
 */
public record NotificationQuery(long after, long upTo, int limit, Set<String> topics) {
    public NotificationQuery {
        if (limit < 0) {
            throw new IllegalArgumentException("limit must not be negative but is " + limit);
        }
        topics = Set.copyOf(topics);
    }

    /** At most {@code limit} notifications after an id, whatever their topic. */
    public static NotificationQuery after(long id, int limit) {
        return new NotificationQuery(id, Long.MAX_VALUE, limit, Set.of());
    }

    /** The same query, bounded. */
    public NotificationQuery upTo(long id) {
        return new NotificationQuery(after, Math.min(upTo, id), limit, topics);
    }

    /** The same query for some topics only; empty means all. */
    public NotificationQuery topics(Set<String> only) {
        return new NotificationQuery(after, upTo, limit, only);
    }
}
