package io.eventsourcing.application;

/**
 * How aggregates are cached. Immutable; begin with {@link #maximumSize}.
 *
 * @param maximumSize how many aggregates are kept, at most
 * @param fastForward whether an update asks the store for the events that others have added since
 */
public record CacheOptions(long maximumSize, boolean fastForward) {
    /**
     * Both settings.
     *
     * @throws IllegalArgumentException if the size is less than 1
     */
    public CacheOptions {
        if (maximumSize < 1) {
            throw new IllegalArgumentException(
                    "The cache's maximum size must be at least 1 but is %d: for no cache, give no options"
                            .formatted(maximumSize));
        }
    }

    /**
     * A cache with fast-forward.
     *
     * @param aggregates how many are kept, at most
     * @throws IllegalArgumentException if it is less than 1
     */
    public static CacheOptions maximumSize(long aggregates) {
        return new CacheOptions(aggregates, true);
    }

    /**
     * The same, but updates trust the cache: they read nothing, and what another process has added shows as a conflict,
     * after which the update begins anew from the store. For applications that only one process writes to.
     */
    public CacheOptions withoutFastForward() {
        return new CacheOptions(maximumSize, false);
    }
}
