package io.eventsourcing.jdbc;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Lets concurrent callers share one look: a result is good for everyone who asked before the look began. */
final class SharedLook {
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong begun = new AtomicLong();
    private long finished;
    private long result;

    long get(LongSupplier look) {
        long asked = begun.get();
        lock.lock();
        try {
            if (finished <= asked) {
                long number = begun.incrementAndGet();
                result = look.getAsLong();
                finished = number;
            }
            return result;
        } finally {
            lock.unlock();
        }
    }
}
