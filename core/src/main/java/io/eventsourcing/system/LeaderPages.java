package io.eventsourcing.system;

import io.eventsourcing.application.LeaderLog;
import io.eventsourcing.application.NotificationPage;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a leader's notifications that the segments of one follower are reading. Each is read once for all of them,
 * and the next is read while the last is processed. A segment that has fallen far behind reads for itself.
 *
 * <p>Segments are picked from the page in memory, not by the database: so an id's segment is the same everywhere, the
 * query is the same for every database, and what goes over the wire does not grow with the number of segments. The price
 * is that every process reads the whole log of the leader. Few pages are kept; no position is remembered here. Thread-safe.
 */
final class LeaderPages {
    private static final int KEPT = 3;
    private static final int LARGEST = 4_000;

    private record Page(long after, boolean full, NotificationPage read) {
        boolean holds(long position) {
            return after <= position && position < read.position();
        }
    }

    private final LeaderLog log;
    private final Set<String> topics;
    private final int size;
    private final @Nullable Executor readAhead;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Page> kept = new ArrayDeque<>();
    private final Map<Long, FutureTask<Page>> reading = new HashMap<>();

    /** @param readAhead where the next page is read, or null if it is read only when it is asked for */
    LeaderPages(Pipe pipe, int batchSize, @Nullable Executor readAhead) {
        this.log = pipe.log();
        this.topics = pipe.topics();
        this.size = Math.max(batchSize, (int) Math.min((long) batchSize * pipe.segments(), LARGEST));
        this.readAhead = readAhead;
    }

    /** What follows a position, up to the settled head; the head must be beyond the position. */
    NotificationPage after(long position, long head) {
        Page page = found(position, head);
        if (readAhead != null && page.full()) {
            readAhead(page.read().position(), head, readAhead);
        }
        if (page.after() == position) {
            return page.read();
        }
        List<Notification> rest = page.read().notifications().stream()
                .filter(notification -> notification.id() > position)
                .toList();
        return new NotificationPage(rest, page.read().position());
    }

    private Page found(long position, long head) {
        FutureTask<Page> task;
        lock.lock();
        try {
            for (Page page : kept) {
                if (page.holds(position)) {
                    return page;
                }
            }
            task = reading.computeIfAbsent(position, after -> reader(after, head));
        } finally {
            lock.unlock();
        }
        task.run();
        return result(task);
    }

    private void readAhead(long position, long head, Executor executor) {
        FutureTask<Page> task;
        lock.lock();
        try {
            if (position >= head
                    || reading.containsKey(position)
                    || kept.stream().anyMatch(page -> page.holds(position))) {
                return;
            }
            task = reader(position, head);
            reading.put(position, task);
        } finally {
            lock.unlock();
        }
        executor.execute(task);
    }

    private FutureTask<Page> reader(long after, long head) {
        return new FutureTask<>(() -> read(after, head));
    }

    private Page read(long after, long head) {
        @Nullable Page page = null;
        try {
            NotificationPage read =
                    log.select(NotificationQuery.after(after, size).upTo(head).topics(topics));
            page = new Page(after, read.notifications().size() == size, read);
            return page;
        } finally {
            lock.lock();
            try {
                reading.remove(after);
                if (page != null) {
                    kept.addFirst(page);
                }
                if (kept.size() > KEPT) {
                    kept.removeLast();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private static Page result(FutureTask<Page> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw thrownBy(e);
        } catch (CancellationException e) {
            throw new IllegalStateException("Reading ahead was ended", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException thrownBy(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
    }
}
