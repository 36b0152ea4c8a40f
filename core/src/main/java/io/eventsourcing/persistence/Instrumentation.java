package io.eventsourcing.persistence;

import io.eventsourcing.domain.Metadata;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Is told of work that takes time, and does it: for measuring and tracing. It calls the task once, on the same thread, and
 * passes on what that returns or throws. Thread-safe.
 */
public interface Instrumentation {
    /** What work it is. */
    sealed interface Work {
        /**
         * Events are written with one insert: directly before the commit of the active transaction, or as a transaction of
         * their own.
         */
        record Append(List<StoredEvent> events) implements Work {
            /** The applications that the events are of. */
            public Set<String> applicationNames() {
                return EventStore.applicationNames(events);
            }
        }

        /** An aggregate is loaded from its events, or from a snapshot and the events after it; not from the cache. */
        record Load(String applicationName, Class<?> type) implements Work {}

        /** Notifications are processed in the transaction that moves the position of a follower's segment. */
        record Batch(String followerName, String leaderName, int segment, int notifications) implements Work {}

        /**
         * A policy reacts to an event, or a projection to all events of a batch.
         *
         * @param causes the metadata of the events
         */
        record Reaction(String followerName, String leaderName, List<Metadata> causes) implements Work {}
    }

    /** Does the task, and nothing else. */
    static Instrumentation none() {
        return new Instrumentation() {
            @Override
            public <T> T around(Work work, Supplier<T> task) {
                return task.get();
            }
        };
    }

    /** Does the task. */
    <T> T around(Work work, Supplier<T> task);

    /** Does a task that returns nothing. */
    default void around(Work work, Runnable task) {
        around(work, () -> {
            task.run();
            return work;
        });
    }

    /** This around another. */
    default Instrumentation around(Instrumentation inner) {
        Instrumentation outer = this;
        return new Instrumentation() {
            @Override
            public <T> T around(Work work, Supplier<T> task) {
                return outer.around(work, () -> inner.around(work, task));
            }
        };
    }
}
