package io.eventsourcing.testkit.contract;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import io.eventsourcing.system.RunnerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** What the contracts about followers share: a leader, a follower, and runners that are stopped after each test. */
public abstract class FollowersContract extends PersistenceContract {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final RunnerOptions OPTIONS =
            RunnerOptions.defaults().pollInterval(Duration.ofMillis(20)).retries(0);
    static final String COPIES = "Copies";
    static final String TILLS = "Tills";

    private @Nullable EventSourcing eventSourcing;
    private final List<Runner> runners = new ArrayList<>();

    final EventSourcing eventSourcing() {
        if (eventSourcing == null) {
            eventSourcing = EventSourcing.of(persistence());
        }
        return eventSourcing;
    }

    final Runner start(EventSourcedSystem system, RunnerOptions options) {
        return started(Runner.multiThreaded(system, options));
    }

    final Runner started(Runner runner) {
        runners.add(runner);
        runner.start();
        return runner;
    }

    @AfterEach
    void stopRunners() {
        runners.forEach(Runner::stop);
    }

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Not within %s: %s".formatted(PATIENCE, what));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    static int[] amounts(int from, int to) {
        return IntStream.rangeClosed(from, to).toArray();
    }

    static List<Integer> listed(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
