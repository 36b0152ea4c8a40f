package io.eventsourcing.spring;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread that writes snapshots, since after a commit Spring's thread still holds its connection and would need a second
 * one. Snapshots that come faster than they can be written are left out: the next one makes up for it.
 */
final class SnapshotThread implements Executor {
    private static final int MOST_WAITING = 1_000;

    private final ThreadPoolExecutor executor;

    SnapshotThread() {
        executor = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().daemon().name("eventsourcing-snapshots").factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable snapshot) {
        executor.execute(snapshot);
    }
}
