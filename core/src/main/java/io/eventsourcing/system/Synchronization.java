package io.eventsourcing.system;

import io.eventsourcing.persistence.NotificationQuery;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings followers up to date on the calling thread, with no runner: for commands and scheduled jobs. Runners of other
 * processes may be at work on the same followers. Each batch and its position are one transaction, so what a follower has
 * processed stays when it or another one fails later. A notification that fails is not tried again: at once the failure
 * policy of the {@link Pipe}, or {@link FailurePolicy#stop()}, decides. Used by one thread.
 */
public sealed interface Synchronization permits FollowerSynchronization, FollowerRehearsal {
    /**
     * What came of synchronizing one follower.
     *
     * @param followerName the follower
     * @param processed how many notifications of each leader were processed, parked and skipped ones included
     * @param failure why it has not come to the end, or null if it has
     */
    record Result(
            String followerName,
            Map<String, Long> processed,
            @Nullable Throwable failure) {
        /** Whether the follower has processed everything that there was. */
        public boolean succeeded() {
            return failure == null;
        }
    }

    /** Synchronizes the followers of a system. */
    static Synchronization of(EventSourcedSystem system) {
        return new FollowerSynchronization(Objects.requireNonNull(system, "system"), RunnerOptions.defaults());
    }

    /** The same with other options, of which the batches' sizes and times count. */
    static Synchronization of(EventSourcedSystem system, RunnerOptions options) {
        return new FollowerSynchronization(Objects.requireNonNull(system, "system"), options);
    }

    /**
     * Only tries it out and leaves the database as it is. Positions are kept in memory, and so are the events that
     * followers save: those who follow these are given them too. What else a follower writes in its transaction is rolled
     * back. Sequences behind identity columns of the application's own tables are not, nor is what was done outside the
     * database. Events are decoded for a read model in memory, but not handed to it. Rows that a follower changes stay locked until it has come to the end.
     */
    static Synchronization dryRun(EventSourcedSystem system) {
        return new FollowerRehearsal(Objects.requireNonNull(system, "system"));
    }

    /**
     * The followers of a system, each after those that it follows, otherwise in the order of the pipes; in a circle the
     * first given is the first.
     */
    static List<String> order(EventSourcedSystem system) {
        Set<String> ordered = new LinkedHashSet<>();
        Set<String> left = new LinkedHashSet<>(system.followers());
        while (!left.isEmpty()) {
            Optional<String> next = left.stream()
                    .filter(name -> system.leadersOf(name).stream()
                            .noneMatch(leader -> !leader.equals(name) && left.contains(leader)))
                    .findFirst();
            String name = next.orElseGet(() -> left.iterator().next());
            ordered.add(name);
            left.remove(name);
        }
        return new ArrayList<>(ordered);
    }

    /**
     * How many notifications a follower has yet to process, counted up to {@link FollowerMonitor#MOST_LAG} for each leader.
     *
     * @throws IllegalArgumentException if there is no such follower
     * @throws io.eventsourcing.persistence.PersistenceException if the database cannot be asked
     */
    static long waiting(EventSourcedSystem system, String followerName) {
        return system.pipesOf(followerName).stream()
                .mapToLong(pipe -> pipe.log()
                        .count(NotificationQuery.after(
                                        pipe.tracking()
                                                .maxTrackingId(pipe.followerName(), pipe.leaderName())
                                                .orElse(0),
                                        FollowerMonitor.MOST_LAG)
                                .topics(pipe.topics())))
                .sum();
    }

    /**
     * Has a follower process what is settled now, of all its leaders. Failures are in the result.
     *
     * @param progress is told now and then how many notifications have been processed
     * @throws IllegalArgumentException if there is no such follower
     */
    Result synchronize(String followerName, LongConsumer progress);

    /** The same without telling of progress. */
    default Result synchronize(String followerName) {
        return synchronize(followerName, processed -> {});
    }
}
