package io.eventsourcing.persistence;

/**
 * Which events of one originator to select.
 *
 * @param after only versions greater than this; {@link #BEGINNING} for all
 * @param upTo only versions up to and including this
 * @param descending newest first instead of oldest first
 * @param limit at most so many; 0 selects none
 */
public record EventQuery(long after, long upTo, boolean descending, int limit) {
    /** Is less than every version. */
    public static final long BEGINNING = -1;

    private static final EventQuery ALL = new EventQuery(BEGINNING, Long.MAX_VALUE, false, Integer.MAX_VALUE);

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
        return new EventQuery(BEGINNING, Long.MAX_VALUE, true, 1);
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
