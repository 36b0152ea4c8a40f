package io.eventsourcing.persistence;

import java.util.List;

/**
 * Finds events for people: support, audit, operations. It shows what is committed, and what the active transaction has
 * written, in the order of the notification ids. Transactions in flight may commit lower ids later, so nothing may be
 * followed by searching: that is what a follower is for.
 *
 * <p>Only the application, the originator and the id have indexes. A search by topic, time or metadata reads the
 * application's events until the page is full; the guide to querying events says which indexes help.
 */
public interface EventSearch {
    /**
     * Finds one page of events.
     *
     * @throws OperationalException if the database could not do it now
     */
    List<Notification> search(EventFilter filter, SearchPage page);
}
