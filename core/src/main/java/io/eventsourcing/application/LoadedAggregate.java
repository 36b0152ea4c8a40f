package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.persistence.StoredEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate and where it comes from.
 *
 * @param history the stored events that it was made from; none if it is new, was restored, or came from elsewhere
 * @param taken the entry of the cache that it was made from, which is no longer there
 */
record LoadedAggregate<A extends Aggregate<?>>(
        A aggregate, List<StoredEvent> history, @Nullable CachedAggregate taken) {
    /** An aggregate of which nothing more is known. */
    static <A extends Aggregate<?>> LoadedAggregate<A> of(A aggregate) {
        return new LoadedAggregate<>(aggregate, List.of(), null);
    }
}
