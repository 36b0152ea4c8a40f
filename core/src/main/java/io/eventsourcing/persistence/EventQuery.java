package io.eventsourcing.persistence;

/**
 * Which events of one originator to select.
 *
 * @param after only versions greater than this; 0 is the beginning
 * @param upTo only versions up to and including this
 * @param descending newest first instead of oldest first
 * @param limit at most so many; 0 selects none
 */
public record EventQuery(long after, long upTo, boolean descending, int limit) {
    private static final EventQuery ALL = new EventQuery(0, Long.MAX_VALUE, false, Integer.MAX_VALUE);

    public EventQuery {
        if (limit < 0) {
            throw new IllegalArgumentException("limit must not be negative but is " + limit);
        }
    }

    /** Every event, oldest first. */
    public static EventQuery all() {
        return ALL;
    }

    /** The newest event only. */
    public static EventQuery last() {
        return new EventQuery(0, Long.MAX_VALUE, true, 1);
    }

    /** The same query without the versions above one. */
    public EventQuery upTo(long version) {
        return new EventQuery(after, version, descending, limit);
    }

    /** The same query without a version and those below it. */
    public EventQuery after(long version) {
        return new EventQuery(version, upTo, descending, limit);
    }

    /** The same query with at most so many events. */
    public EventQuery limit(int most) {
        return new EventQuery(after, upTo, descending, most);
    }
}
