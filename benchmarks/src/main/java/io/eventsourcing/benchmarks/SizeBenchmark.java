package io.eventsourcing.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The same work on tables of 10 thousand events and more, in turn: appending one, finding the settled head, reading a page of
 * notifications, loading an aggregate of 100 events.
 */
public final class SizeBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final Duration LENGTH = Duration.ofMillis(Long.getLong("millis", 1_000));
    private static final long LARGEST = Long.getLong("largest", 10_000_000);

    private SizeBenchmark() {}

    /** Takes no arguments; the system properties are {@code rounds}, {@code millis} and {@code largest}, a number of events. */
    public static void main(String[] arguments) throws Exception {
        List<FilledDatabase> databases = new ArrayList<>();
        try (Server server = Server.start()) {
            for (long size = 10_000; size <= LARGEST; size *= 10) {
                System.out.printf("filling a table with %,d events%n", size);
                databases.add(FilledDatabase.of(server, size));
            }
            System.out.printf("%-22s %14s %12s %s%n", "work", "events", "per second", "ratio to the smallest");
            compare("append one event", databases, FilledDatabase::append);
            compare("settled head", databases, FilledDatabase::head);
            compare("page of 500", databases, FilledDatabase::page);
            compare("load 100 events", databases, FilledDatabase::load);
            databases.forEach(FilledDatabase::close);
        }
    }

    private static void compare(String work, List<FilledDatabase> databases, Function<FilledDatabase, Arm> arm)
            throws Exception {
        List<Arm> arms = databases.stream().map(arm).toList();
        List<double[]> rates = new Rounds(ROUNDS, LENGTH).measure(arms, 1);
        for (int i = 0; i < arms.size(); i++) {
            int size = i;
            System.out.printf(
                    "%-22s %,14d %12.0f %.2f%n",
                    work,
                    databases.get(i).size(),
                    Rounds.median(rates.stream().mapToDouble(rate -> rate[size])),
                    Rounds.median(rates.stream().mapToDouble(rate -> rate[size] / rate[0])));
        }
    }
}
