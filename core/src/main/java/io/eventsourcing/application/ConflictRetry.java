package io.eventsourcing.application;

import io.eventsourcing.persistence.IntegrityException;
import io.eventsourcing.persistence.RolledBackException;
import io.eventsourcing.persistence.Transactions;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Begins work anew when another transaction was faster, or was preferred by the database: ten attempts, random pauses that
 * grow from 1 to 64 ms. After a lost connection it does not, since what was lost may have been committed.
 */
final class ConflictRetry {
    private static final int ATTEMPTS = 10;

    private ConflictRetry() {}

    /** Runs work, and runs it again on a conflict if no transaction is active whose other work would have to be undone. */
    static <T> T of(Transactions transactions, Supplier<T> work) {
        if (transactions.active()) {
            return work.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (IntegrityException | RolledBackException e) {
                if (attempt == ATTEMPTS || !e.retryable()) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) {
        long atMost = TimeUnit.MILLISECONDS.toNanos(1L << Math.min(attempt, 6));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(atMost));
    }
}
