package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.OperationalException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Who may write events: everyone, or one transaction alone. Called with the database's lock held, which waiting gives back. */
final class MemoryWriters {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Condition ended;
    private final MemoryTable events;
    private @Nullable MemoryTransaction alone;

    MemoryWriters(ReentrantLock lock, MemoryTable events) {
        this.ended = lock.newCondition();
        this.events = events;
    }

    /** Waits for a transaction that keeps others out. */
    void awaitTurn(MemoryTransaction transaction) {
        await(() -> alone == null || alone == transaction);
    }

    /** Keeps others out until the transaction ends, after those in flight have ended. */
    void keepOthersOut(MemoryTransaction transaction) {
        awaitTurn(transaction);
        alone = transaction;
        try {
            await(() -> !events.othersInFlight(transaction));
        } catch (RuntimeException e) {
            ended(transaction);
            throw e;
        }
    }

    void ended(MemoryTransaction transaction) {
        if (alone == transaction) {
            alone = null;
        }
        ended.signalAll();
    }

    private void await(BooleanSupplier condition) {
        long left = PATIENCE.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    throw new OperationalException(
                            "Another transaction has kept this one from writing events for %s. A transaction within a transaction waits for itself"
                                    .formatted(PATIENCE),
                            null);
                }
                left = ended.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationalException("Waiting to write events was interrupted", e);
        }
    }
}
