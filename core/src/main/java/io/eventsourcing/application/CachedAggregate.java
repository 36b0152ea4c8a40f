package io.eventsourcing.application;

import io.eventsourcing.persistence.StoredEvent;
import java.time.Instant;
import java.util.List;

/** What an aggregate can be made from again, as of its last committed event. Immutable. */
sealed interface CachedAggregate {
    /** The last event. */
    StoredEvent last();

    /** The version of the last event. */
    default long version() {
        return last().originatorVersion();
    }

    /** Whether a stored event is the last one, and not another that has come to its place since. */
    default boolean endsWith(StoredEvent stored) {
        return stored.originatorVersion() == version()
                && stored.recordedAt().equals(last().recordedAt())
                && stored.topic().equals(last().topic());
    }

    /** The immutable state of a decider, and when its first event was recorded. */
    record DecidedState(StoredEvent last, Instant createdOn, Object state) implements CachedAggregate {}

    /** A snapshot, encoded as it would be stored: a state that the aggregate still holds on to cannot change in here. */
    record EncodedSnapshot(StoredEvent last, StoredEvent snapshot) implements CachedAggregate {}

    /** All the events, encoded as they are stored. */
    record History(List<StoredEvent> events) implements CachedAggregate {
        public History {
            events = List.copyOf(events);
        }

        @Override
        public StoredEvent last() {
            return events.getLast();
        }
    }
}
