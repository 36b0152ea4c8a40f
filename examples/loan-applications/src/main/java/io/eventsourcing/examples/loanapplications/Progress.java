package io.eventsourcing.examples.loanapplications;

import io.eventsourcing.system.Runner;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells every while how far the importers and the follower have come. */
final class Progress implements AutoCloseable {
    private static final long SCREEN_MILLIS = 200;
    private static final long LOG_MILLIS = 3_000;

    private final Terminal terminal;
    private final ImportCounts counts;
    private final Runner runner;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());

    Progress(Terminal terminal, ImportCounts counts, Runner runner) {
        this.terminal = terminal;
        this.counts = counts;
        this.runner = runner;
        long pause = terminal.rewritable() ? SCREEN_MILLIS : LOG_MILLIS;
        clock.scheduleAtFixedRate(this::print, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void print() {
        long position = runner.statuses().getFirst().position();
        String line = "%,d cases, %,d events, %,d events/s, follower at %,d"
                .formatted(
                        counts.stored() + counts.alreadyThere(), counts.events(), counts.eventsPerSecond(), position);
        if (terminal.rewritable()) {
            terminal.err().print("\r\033[K" + line);
            terminal.err().flush();
        } else {
            terminal.err().println(line);
        }
    }

    @Override
    public void close() {
        clock.shutdown();
        try {
            clock.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (terminal.rewritable()) {
            terminal.err().print("\r\033[K");
            terminal.err().flush();
        }
    }
}
