package io.eventsourcing.check;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.NotificationLog;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Looks whether what is committed when the check begins is settled at its end. */
final class HeadCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final NotificationLog log;
    private final long committed;

    HeadCheck(Application application) {
        this.log = application.notificationLog();
        this.committed = log.maxNotificationId().orElse(0);
    }

    void run(Findings findings) {
        long begin = System.nanoTime();
        long head = log.settledHead().read();
        while (head < committed
                && log.settledHead().delay().isEmpty()
                && System.nanoTime() - begin < PATIENCE.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            head = log.settledHead().read();
        }
        if (head < committed) {
            findings.problem(
                    StoreProblem.Kind.HEAD_HELD,
                    String.valueOf(committed),
                    "it is committed, but the settled head stays at %d%s"
                            .formatted(
                                    head,
                                    log.settledHead()
                                            .delay()
                                            .map(why -> ": " + why)
                                            .orElse("")));
        }
    }
}
