package io.eventsourcing.system;

import java.util.concurrent.TimeUnit;

/** How many notifications are processed in a second, as of the last ten or twenty seconds. Thread-safe. */
final class Throughput {
    private static final double WINDOW = TimeUnit.SECONDS.toNanos(10);

    private long begin = System.nanoTime();
    private long current;
    private double last;

    synchronized void add(int notifications) {
        turn();
        current += notifications;
    }

    synchronized double perSecond() {
        turn();
        double elapsed = System.nanoTime() - begin;
        double share = elapsed / WINDOW;
        return last * (1 - share) + current / WINDOW * TimeUnit.SECONDS.toNanos(1);
    }

    private void turn() {
        double elapsed = System.nanoTime() - begin;
        if (elapsed >= WINDOW) {
            last = elapsed >= 2 * WINDOW ? 0 : current / elapsed * TimeUnit.SECONDS.toNanos(1);
            current = 0;
            begin = System.nanoTime();
        }
    }
}
