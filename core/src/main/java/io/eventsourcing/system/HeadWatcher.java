package io.eventsourcing.system;

import io.eventsourcing.system.Worker.Again;
import java.time.Duration;
import java.util.List;

/**
 * Looks at the settled head of one database, and wakes those who follow when it has moved. While nobody prompts it, a look at
 * the positions takes the place of one at the head now and then, so that idle followers cost one query for each interval.
 */
final class HeadWatcher {
    private final KnownHead head;
    private final Followers followers;
    private final List<Worker> woken;
    private final Worker worker;
    private volatile boolean prompted;

    HeadWatcher(KnownHead head, Followers followers, Duration interval, List<Worker> woken) {
        this.head = head;
        this.followers = followers;
        this.woken = woken;
        this.worker = new Worker("eventsourcing-head", interval, this::look);
    }

    private Again look() {
        if (!prompted && followers.lookAtPositions()) {
            return Again.LATER;
        }
        prompted = false;
        boolean news = head.look();
        if (news) {
            woken.forEach(Worker::wake);
        }
        return news ? Again.SOON : Again.LATER;
    }

    void start() {
        worker.start();
    }

    /** Has it look at once. */
    void wake() {
        prompted = true;
        worker.wake();
    }

    /** Has it not look again. */
    void stopping() {
        worker.stopping();
    }

    /** Waits for the look at hand. */
    void stop() {
        worker.stop();
    }
}
