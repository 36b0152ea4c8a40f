package io.eventsourcing.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes from the commit of one event until a follower has processed it, when events are rare: in the process
 * that saves, in another one that is woken, and in another one that only polls. In turn with a bare {@code NOTIFY} that is
 * received, and a bare commit, which tell what the machine takes. Then, what followers cost that have nothing to do.
 */
public final class LatencyBenchmark {
    private static final int EVENTS = Integer.getInteger("events", 200);
    private static final int WARM_UP = 30;
    private static final int CONNECTIONS = 8;

    private LatencyBenchmark() {}

    /** Does one thing and waits for its effect. */
    interface Trip {
        /** How long it took from the end of what was done to its effect, in nanoseconds. */
        long once() throws Exception;
    }

    /** Takes no arguments; the system property {@code events} changes how many there are. */
    public static void main(String[] arguments) throws Exception {
        try (Server server = Server.start();
                HikariDataSource here = server.newDatabase(CONNECTIONS);
                HikariDataSource woken = server.newDatabase(CONNECTIONS);
                HikariDataSource polling = server.newDatabase(CONNECTIONS);
                HikariDataSource bare = server.newDatabase(CONNECTIONS);
                BareNotify notify = new BareNotify(bare);
                FollowedAccounts same = FollowedAccounts.inOneProcess(here);
                FollowedAccounts other = FollowedAccounts.inTwoProcesses(woken, true);
                FollowedAccounts polled = FollowedAccounts.inTwoProcesses(polling, false)) {
            Arm notified = new Arm("bare NOTIFY", notify::once);
            List<Arm> arms = List.of(
                    new Arm("same process", same::once),
                    new Arm("other process, NOTIFY", other::once),
                    new Arm("other process, polling", polled::once),
                    notified,
                    new Arm("bare commit", notify::commit));
            measure(arms);
            print(arms, notified.median());
        }
        IdleCost.print();
    }

    /** A trip and how long it took each time. */
    private record Arm(String name, Trip trip, long[] times) {
        Arm(String name, Trip trip) {
            this(name, trip, new long[EVENTS]);
        }

        void once(int event) throws Exception {
            long took = trip.once();
            if (event >= 0) {
                times[event] = took;
            }
        }

        double median() {
            return percentile(50);
        }

        double percentile(int percent) {
            return Arrays.stream(times).sorted().toArray()[EVENTS * percent / 100] / 1e6;
        }
    }

    private static void measure(List<Arm> arms) throws Exception {
        Random random = new Random(7);
        for (int event = -WARM_UP; event < EVENTS; event++) {
            for (Arm arm : arms) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20 + random.nextInt(80)));
                arm.once(event);
            }
        }
    }

    private static void print(List<Arm> arms, double bare) {
        System.out.printf(
                "%-24s %12s %12s %18s%n", "from commit to processed", "median, ms", "p99, ms", "median / NOTIFY");
        for (Arm arm : arms) {
            System.out.printf(
                    "%-24s %12.2f %12.2f %18.2f%n", arm.name(), arm.median(), arm.percentile(99), arm.median() / bare);
        }
    }
}
