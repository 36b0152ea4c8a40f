package io.eventsourcing.persistence;

import java.time.Duration;
import java.util.Optional;

/**
 * The place in the notification order up to which nothing can appear any more: every id at or below it is committed or
 * will never exist. Followers read no further. It is the same for all the applications that share a table.
 */
public interface SettledHead {
    /**
     * Looks again and returns the head as of now; it never goes back. Thread-safe; concurrent callers share one look.
     *
     * @throws PersistenceException if the database cannot be asked
     */
    long read();

    /** What holds the head back, in words for an operator, once it has been held for long. */
    Optional<String> delay();

    /** How long it had been held by transactions that have drawn ids and not ended, when it was last looked for. */
    default Duration heldFor() {
        return Duration.ZERO;
    }
}
