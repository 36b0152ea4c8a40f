package io.eventsourcing.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;

/** Runs arms in turn, round after round, so that all of them meet the same noise; the median of the rounds counts. */
final class Rounds {
    private final int rounds;
    private final Duration length;

    Rounds(int rounds, Duration length) {
        this.rounds = rounds;
        this.length = length;
    }

    /** Jobs per second of each arm, one list for each counted round; the first round does not count. */
    List<double[]> measure(List<Arm> arms, int threads) throws Exception {
        List<double[]> rates = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double[] rate = new double[arms.size()];
            for (int turn = 0; turn < arms.size(); turn++) {
                int arm = (turn + round) % arms.size();
                rate[arm] = rate(arms.get(arm), threads);
            }
            if (round > 0) {
                rates.add(rate);
            }
        }
        return rates;
    }

    double rate(Arm arm, int threads) throws Exception {
        CyclicBarrier begin = new CyclicBarrier(threads);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<Double>> results = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                results.add(executor.submit(() -> {
                    begin.await();
                    return rateOfOneThread(arm, number);
                }));
            }
            double sum = 0;
            for (Future<Double> result : results) {
                sum += result.get();
            }
            return sum;
        }
    }

    private double rateOfOneThread(Arm arm, int thread) throws Exception {
        long begin = System.nanoTime();
        long elapsed = 0;
        int jobs = 0;
        while (elapsed < length.toNanos()) {
            arm.once(thread);
            jobs++;
            elapsed = System.nanoTime() - begin;
        }
        return jobs * 1e9 / elapsed;
    }

    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
