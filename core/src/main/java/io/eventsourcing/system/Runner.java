package io.eventsourcing.system;

import io.eventsourcing.application.EventSourcing;
import java.time.Duration;
import java.util.List;

/**
 * Keeps the followers of a system up to date. Any number of processes may run the same system: at any time one of them is
 * at work for each follower. Thread-safe.
 */
public sealed interface Runner extends AutoCloseable permits SingleThreadedRunner, JoiningRunner, MultiThreadedRunner {
    /**
     * A runner that processes on the thread that saves, directly after its commit, so that followers are usually up to
     * date when the saving method returns; if another thread is just processing, that one goes on instead. One more
     * thread looks for events of other processes. A follower's failure never reaches the saving thread.
     */
    static Runner singleThreaded(EventSourcedSystem system, RunnerOptions options) {
        return new SingleThreadedRunner(system, options);
    }

    /** A single-threaded runner with the default options. */
    static Runner singleThreaded(EventSourcedSystem system) {
        return singleThreaded(system, RunnerOptions.defaults());
    }

    /**
     * A single-threaded runner that processes within the transaction that saves, directly before its commit: the leader's
     * events, those of the followers, of their followers too, read models and positions commit or roll back as one. What a
     * follower throws rolls all of it back and reaches the saver: errors of persistence as they are, so that a conflict is
     * tried again where one of the leader is, and everything else as the cause of a {@link FollowerException}.
     *
     * <p>Writers of events wait for each other, and for all that followers do. One more thread looks for events that were
     * saved without this runner; the start processes those that there are, and throws what a follower throws then.
     *
     * @param options batches are the pages in which events are read; other failure policies than to stop are refused, and
     *     there are no retries
     * @throws IllegalArgumentException if a follower is in another database than its leader, or has a read model in memory
     * @throws io.eventsourcing.persistence.PersistenceException if the backend cannot keep other writers out; SQLite can,
     *     PostgreSQL with its table lock, and the one in memory
     */
    static Runner joining(EventSourcedSystem system, RunnerOptions options) {
        return new JoiningRunner(system, options);
    }

    /** A joining runner with the default options. */
    static Runner joining(EventSourcedSystem system) {
        return joining(system, RunnerOptions.defaults());
    }

    /**
     * A runner with one thread for each segment of each pipe, woken by commits in this process and polling for those of
     * others. The threads are virtual where these are not pinned by monitors (Java 24 and later).
     */
    static Runner multiThreaded(EventSourcedSystem system, RunnerOptions options) {
        return new MultiThreadedRunner(system, options);
    }

    /** A multi-threaded runner with the default options. */
    static Runner multiThreaded(EventSourcedSystem system) {
        return multiThreaded(system, RunnerOptions.defaults());
    }

    /**
     * Begins; followers first catch up with what was saved before. Starting twice is an error, starting after a stop is
     * not.
     *
     * @throws IllegalStateException if it is running
     * @throws io.eventsourcing.persistence.SegmentsException if a follower's positions are stored for another number of
     *     segments; nothing was started
     */
    void start();

    /** Ends after the batches that are being processed. Stopping twice does nothing. */
    void stop();

    /**
     * Stops, but first has the followers process what is committed now. One that has stopped or is paused is not waited
     * for.
     *
     * @param drain how long to wait for them, at most
     * @return whether all were done in time
     */
    boolean stop(Duration drain);

    /** How many connections it takes at once, at most, besides those of the threads that save. */
    int connections();

    /** The same of one database: the one that this storage is in. */
    int connections(EventSourcing storage);

    /** The system that it runs. */
    EventSourcedSystem system();

    /** Whether it was started and not stopped. */
    boolean running();

    /**
     * Waits until a follower has processed everything that is committed now: for reading one's own writes.
     *
     * @throws FollowerException if it stops, or is not there in time
     * @throws IllegalArgumentException if there is no follower of that name
     * @throws IllegalStateException if a transaction is active, whose end would be waited for
     */
    void await(String followerName, Duration timeout);

    /**
     * Waits until a follower has processed a notification and everything before it: for callers who were told its id.
     *
     * @throws FollowerException if it stops, or is not there in time
     * @throws IllegalArgumentException if there is no such follower of such a leader
     * @throws IllegalStateException if a transaction is active, whose end would be waited for
     */
    void await(String followerName, String leaderName, long notificationId, Duration timeout);

    /** How each follower is doing. */
    List<FollowerStatus> statuses();

    /** The same as {@link #stop()}. */
    @Override
    default void close() {
        stop();
    }
}
