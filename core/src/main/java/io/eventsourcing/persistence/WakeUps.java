package io.eventsourcing.persistence;

/**
 * Tells the other processes that use a database that there are new events, so that their followers need not wait for the
 * next time they look. Only a hint: what is lost costs no more than that wait. Thread-safe.
 */
public interface WakeUps {
    /** Ends listening. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /** Tells the others, soon, and once for all that is sent within a few milliseconds. Neither waits nor throws. */
    void send();

    /**
     * Runs an action, on a thread of its own, whenever another process has sent something, and when something may have been
     * missed. Holds a connection until it is closed, and takes a new one when that is lost.
     */
    Listening listen(Runnable action);
}
