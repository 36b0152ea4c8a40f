package io.eventsourcing.application;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What the recently changed aggregates are made from, so that the next update need not read their events again.
 *
 * <p>Idea: an update hands the aggregate to the caller, who may keep and change it; so no aggregate can ever go back into
 * a cache. An entry is immutable instead, and each use makes a new aggregate from it: a decider's state as it is, since
 * states are immutable; for an aggregate with {@link io.eventsourcing.domain.Snapshots} its encoded snapshot; for any
 * other its stored events, while they are not too many. So threads never share an aggregate, whatever users do with theirs.
 *
 * <p>An update takes its entry out, and a new one is put in after the commit. A refusal, a conflict or a roll-back, also
 * to a savepoint, therefore leaves nothing behind, and what is in here has been committed. A transaction that has saved
 * events of an aggregate does not use its entry again. Reading makes its own aggregate from an entry and leaves it there.
 *
 * <p>With fast-forward, the events from the entry's last one on are read, one row if nobody else was there. If the last one
 * is not among them, the history is no longer the one that was cached, and the entry is dropped. Reading and an update
 * that expects a version always go forward, since nothing would show that they were behind.
 *
 * <p>Cost: making an aggregate from stored events saves the database's work and not the decoding. Thread-safe.
 */
public final class AggregateCache {
    /**
     * What the cache has done since the start.
     *
     * @param hits how many times an aggregate was made from an entry
     * @param misses how many times there was none, or one that did not fit any more
     * @param size how many entries there are now
     */
    public record Statistics(long hits, long misses, long size) {}

    record Key(String applicationName, Class<?> type, UUID id) {}

    private final @Nullable CacheOptions options;
    private final ConcurrentMap<Key, CachedAggregate> entries;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    private AggregateCache(@Nullable CacheOptions options, ConcurrentMap<Key, CachedAggregate> entries) {
        this.options = options;
        this.entries = entries;
    }

    /**
     * A cache, which holds nothing if there are no options.
     *
     * @throws IllegalStateException if Caffeine is not on the class path
     */
    static AggregateCache of(@Nullable CacheOptions options) {
        return new AggregateCache(options, options == null ? new ConcurrentHashMap<>() : bounded(options));
    }

    private static ConcurrentMap<Key, CachedAggregate> bounded(CacheOptions options) {
        try {
            return Bounded.map(options.maximumSize());
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "A cache needs Caffeine: add the dependency com.github.ben-manes.caffeine:caffeine, or ask for no cache",
                    e);
        }
    }

    /** Apart, so that the library can be used without Caffeine. */
    private static final class Bounded {
        static ConcurrentMap<Key, CachedAggregate> map(long maximumSize) {
            return Caffeine.newBuilder()
                    .maximumSize(maximumSize)
                    .executor(Runnable::run)
                    .<Key, CachedAggregate>build()
                    .asMap();
        }
    }

    boolean on() {
        return options != null;
    }

    boolean fastForward() {
        return options == null || options.fastForward();
    }

    /** The entry, which is no longer in the cache. */
    Optional<CachedAggregate> take(Key key) {
        return Optional.ofNullable(entries.remove(key));
    }

    /** The entry, which stays in the cache. */
    Optional<CachedAggregate> peek(Key key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** Puts in what has been committed, unless there is a later version. */
    void put(Key key, CachedAggregate entry) {
        entries.merge(key, entry, (old, given) -> old.version() > given.version() ? old : given);
    }

    void drop(Key key) {
        entries.remove(key);
    }

    void dropAll(String applicationName, UUID id) {
        entries.keySet()
                .removeIf(key -> key.id().equals(id) && key.applicationName().equals(applicationName));
    }

    void hit() {
        hits.increment();
    }

    void missed() {
        misses.increment();
    }

    /** What the cache has done; all zero if there is none. The size may lag behind a little. */
    public Statistics statistics() {
        return new Statistics(hits.sum(), misses.sum(), entries.size());
    }

    /** Empties the cache: needed if events were deleted, or brought back from a backup, while the process runs. */
    public void clear() {
        entries.clear();
    }
}
