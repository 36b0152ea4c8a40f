package io.eventsourcing.system;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does the same work over and over: at once while the work says there is more, otherwise when woken, or
 * after a pause that doubles from 10 ms to the poll interval while there is nothing to do.
 */
final class Worker {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    /** When the work is to be done again, unless woken before. */
    enum Again {
        /** There is more to do. */
        AT_ONCE,
        /** Something was done; after the shortest pause. */
        SOON,
        /** There was nothing to do; after a longer pause than the last. */
        LATER
    }

    private final Supplier<Again> work;
    private final long longestPause;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean woken;
    private volatile boolean stopping;

    Worker(String name, Duration longestPause, Supplier<Again> work) {
        this.work = work;
        this.longestPause = longestPause.toNanos();
        this.thread = newThread(name, this::run);
    }

    /** A thread that is virtual where monitors do not pin those. */
    static Thread newThread(String name, Runnable task) {
        boolean monitorsPinVirtualThreads = Runtime.version().feature() < 24;
        return monitorsPinVirtualThreads
                ? Thread.ofPlatform().daemon().name(name).unstarted(task)
                : Thread.ofVirtual().name(name).unstarted(task);
    }

    void start() {
        thread.start();
    }

    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Has the work not begun again. */
    void stopping() {
        stopping = true;
        wake();
    }

    /** Waits for the work at hand, unless called by that very work. */
    void stop() {
        stopping();
        boolean interrupted = false;
        while (thread != Thread.currentThread() && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long pause = SHORTEST_PAUSE;
        while (!stopping) {
            pause = switch (workSafely()) {
                case AT_ONCE -> SHORTEST_PAUSE;
                case SOON -> {
                    slept(SHORTEST_PAUSE);
                    yield SHORTEST_PAUSE;
                }
                case LATER -> slept(pause) ? SHORTEST_PAUSE : Math.min(2 * pause, longestPause);
            };
        }
    }

    private Again workSafely() {
        try {
            return work.get();
        } catch (Throwable e) {
            log.error("{} failed and goes on", thread.getName(), e);
            return Again.LATER;
        }
    }

    /** Sleeps; true if it was woken. */
    private boolean slept(long nanos) {
        lock.lock();
        try {
            long left = Math.min(nanos, longestPause);
            while (!woken && left > 0) {
                left = changed.awaitNanos(left);
            }
            boolean result = woken;
            woken = false;
            return result;
        } catch (InterruptedException e) {
            log.debug("{} was interrupted", thread.getName(), e);
            return true;
        } finally {
            lock.unlock();
        }
    }
}
