package io.eventsourcing.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
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
            Map<String, Trip> trips = new LinkedHashMap<>();
            trips.put("same process", same::once);
            trips.put("other process, NOTIFY", other::once);
            trips.put("other process, polling", polled::once);
            trips.put("bare NOTIFY", notify::once);
            trips.put("bare commit", notify::commit);
            print(measure(trips));
        }
        IdleCost.print();
    }

    private static Map<String, long[]> measure(Map<String, Trip> trips) throws Exception {
        Map<String, long[]> times = new LinkedHashMap<>();
        trips.keySet().forEach(name -> times.put(name, new long[EVENTS]));
        Random random = new Random(7);
        for (int event = -WARM_UP; event < EVENTS; event++) {
            for (Map.Entry<String, Trip> trip : trips.entrySet()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20 + random.nextInt(80)));
                long took = trip.getValue().once();
                if (event >= 0) {
                    times.get(trip.getKey())[event] = took;
                }
            }
        }
        return times;
    }

    private static void print(Map<String, long[]> times) {
        times.values().forEach(Arrays::sort);
        double bare = median(times.get("bare NOTIFY"));
        System.out.printf(
                "%-24s %12s %12s %18s%n", "from commit to processed", "median, ms", "p99, ms", "median / NOTIFY");
        times.forEach((name, sorted) -> System.out.printf(
                "%-24s %12.2f %12.2f %18.2f%n",
                name, median(sorted) / 1e6, sorted[sorted.length * 99 / 100] / 1e6, median(sorted) / bare));
    }

    private static double median(long[] sorted) {
        return sorted[sorted.length / 2];
    }
}
