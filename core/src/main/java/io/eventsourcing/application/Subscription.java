package io.eventsourcing.application;

import io.eventsourcing.persistence.CommitListener;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.WakeUps;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterators;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A live reading of a notification log: first what is there, then what comes. Its reader pulls, so nothing piles up, and
 * waits while there is nothing: until a commit of this process wakes it, or until it looks again for those of others, every
 * 10 to 500 ms.
 *
 * <p>It ends when it is closed, which any thread may do, or when the reading thread is interrupted. What goes wrong is
 * thrown to the reader, who may go on reading. Its position is not stored: a follower's is. Used by one reading thread.
 */
public final class Subscription implements Iterator<Notification>, AutoCloseable {
    private static final int PAGE = 100;
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private final NotificationLog log;
    private final Set<String> topics;
    private final EventStore store;
    private final CommitListener listener;
    private final WakeUps.@Nullable Listening listening;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Notification> read = new ArrayDeque<>();
    private long readUpTo;
    private long position;
    private boolean woken;
    private volatile boolean closed;

    Subscription(NotificationLog log, long after, Set<String> topics, EventSourcing eventSourcing) {
        this.log = log;
        this.topics = Set.copyOf(topics);
        this.readUpTo = after;
        this.position = after;
        this.store = eventSourcing.store();
        this.listener = names -> {
            if (names.contains(log.applicationName())) {
                wake();
            }
        };
        store.addListener(listener);
        this.listening = eventSourcing
                .persistence()
                .wakeUps()
                .map(wakeUps -> wakeUps.listen(this::wake))
                .orElse(null);
    }

    /** Everything up to this id has been given to the reader or passed over: where to subscribe again. */
    public long position() {
        return position;
    }

    /**
     * Waits for the next notification; false if the subscription has ended.
     *
     * @throws io.eventsourcing.persistence.PersistenceException if the log cannot be read
     */
    @Override
    public boolean hasNext() {
        return available(Long.MAX_VALUE);
    }

    /**
     * Waits for the next notification and gives it.
     *
     * @throws NoSuchElementException if the subscription has ended
     * @throws io.eventsourcing.persistence.PersistenceException if the log cannot be read
     */
    @Override
    public Notification next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The subscription to %s has ended".formatted(log.applicationName()));
        }
        return taken();
    }

    /**
     * Waits for the next notification at most for a time; empty if there was none, or if the subscription has ended.
     *
     * @throws io.eventsourcing.persistence.PersistenceException if the log cannot be read
     */
    public Optional<Notification> poll(Duration timeout) {
        return available(timeout.toNanos()) ? Optional.of(taken()) : Optional.empty();
    }

    /** What is still to come, as a stream that ends with the subscription; closing it closes the subscription. */
    public Stream<Notification> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, 0), false)
                .onClose(this::close);
    }

    private Notification taken() {
        Notification next = read.remove();
        position = read.isEmpty() ? readUpTo : next.id();
        return next;
    }

    private boolean available(long nanos) {
        long begin = System.nanoTime();
        long pause = SHORTEST_PAUSE;
        while (!closed && read.isEmpty()) {
            readOn();
            long left = nanos - (System.nanoTime() - begin);
            if (!read.isEmpty() || left <= 0) {
                break;
            }
            try {
                pause = slept(Math.min(pause, left)) ? SHORTEST_PAUSE : Math.min(2 * pause, LONGEST_PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !closed && !read.isEmpty();
    }

    private void readOn() {
        NotificationPage page = log.select(readUpTo, PAGE, topics);
        read.addAll(page.notifications());
        readUpTo = page.position();
        if (read.isEmpty()) {
            position = readUpTo;
        }
    }

    private boolean slept(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!woken && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            boolean result = woken;
            woken = false;
            return result;
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the reading, also while the reader waits. Closing twice does nothing. */
    @Override
    public void close() {
        closed = true;
        store.removeListener(listener);
        if (listening != null) {
            listening.close();
        }
        wake();
    }
}
