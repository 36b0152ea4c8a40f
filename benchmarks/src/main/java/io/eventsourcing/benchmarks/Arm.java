package io.eventsourcing.benchmarks;

/** One way of doing a job, which is measured beside others. */
@FunctionalInterface
interface Arm {
    /** Does the job once, as one of so many threads. */
    void once(int thread) throws Exception;
}
