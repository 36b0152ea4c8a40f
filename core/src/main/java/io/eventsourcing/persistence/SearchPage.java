package io.eventsourcing.persistence;

/**
 * Which page of a search to show.
 *
 * @param newestFirst whether ids descend
 * @param beyond only ids beyond this one in that order: the last id of the page before
 * @param limit at most so many; 0 selects none
 */
public record SearchPage(boolean newestFirst, long beyond, int limit) {
    public SearchPage {
        if (limit < 0) {
            throw new IllegalArgumentException("limit must not be negative but is " + limit);
        }
    }

    /** The newest events, the newest first. */
    public static SearchPage newest(int limit) {
        return new SearchPage(true, Long.MAX_VALUE, limit);
    }

    /** The oldest events, the oldest first. */
    public static SearchPage oldest(int limit) {
        return new SearchPage(false, 0, limit);
    }

    /** The page in the same order that begins beyond an id. */
    public SearchPage beyond(long id) {
        return new SearchPage(newestFirst, id, limit);
    }
}
