package io.eventsourcing.examples.loanapplications;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Four threads that store cases while the calling thread reads them. Each has a bounded queue, so reading waits for
 * storing and memory stays constant. Cases of one name go to one importer: so if the log has a name twice, the first one
 * is stored and the second one is found fault with, however the threads run.
 */
final class Importers {
    static final int COUNT = 4;
    private static final int QUEUED = 64;

    private final LoanApplications applications;
    private final ImportCounts counts;
    private final List<BlockingQueue<Optional<ReadCase>>> queues = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    Importers(LoanApplications applications, ImportCounts counts) {
        this.applications = applications;
        this.counts = counts;
        for (int i = 0; i < COUNT; i++) {
            BlockingQueue<Optional<ReadCase>> queue = new ArrayBlockingQueue<>(QUEUED);
            queues.add(queue);
            threads.add(Thread.ofPlatform().daemon().name("importer-" + (i + 1)).unstarted(() -> importFrom(queue)));
        }
    }

    /**
     * Imports a log. If something is wrong with it, everything before that place is stored nevertheless.
     *
     * @throws BadLogException if the log is damaged or contradicts what is stored
     */
    void run(XesReader log) throws InterruptedException {
        threads.forEach(Thread::start);
        try {
            read(log);
        } finally {
            for (BlockingQueue<Optional<ReadCase>> queue : queues) {
                queue.put(Optional.empty());
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private void read(XesReader log) throws InterruptedException {
        Optional<ReadCase> next = log.next();
        while (next.isPresent() && failure.get() == null) {
            String name = next.get().loanCase().name();
            queues.get(Math.floorMod(name.hashCode(), COUNT)).put(next);
            next = log.next();
        }
    }

    private void importFrom(BlockingQueue<Optional<ReadCase>> queue) {
        try {
            boolean failed = false;
            for (Optional<ReadCase> next = queue.take(); next.isPresent(); next = queue.take()) {
                failed = failed || !stored(next.get());
            }
        } catch (InterruptedException e) {
            failure.compareAndSet(null, new IllegalStateException("An importer was interrupted", e));
        }
    }

    private boolean stored(ReadCase read) {
        LoanCase loanCase = read.loanCase();
        try {
            counts.add(applications.add(loanCase), loanCase.steps().size());
            return true;
        } catch (OtherCaseException e) {
            String problem = String.valueOf(e.getMessage());
            failure.compareAndSet(null, BadLogException.at(read.line(), loanCase.name(), problem, e));
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        } catch (Error e) {
            failure.compareAndSet(null, new IllegalStateException("An importer failed: " + e, e));
        }
        return false;
    }
}
