package io.eventsourcing.spring;

import io.eventsourcing.system.Runner;
import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops a runner with the application. It starts after the web server and stops before the server drains its
 * requests: what these still save is followed after the next start, or by another node.
 */
final class RunnerLifecycle implements SmartLifecycle {
    private static final int BEFORE_WEB_SERVER_DRAINS = DEFAULT_PHASE - 512;

    private final Runner runner;
    private final boolean autoStart;
    private final Runnable check;

    /** @param check throws if the runner must not start */
    RunnerLifecycle(Runner runner, boolean autoStart, Runnable check) {
        this.runner = runner;
        this.autoStart = autoStart;
        this.check = check;
    }

    @Override
    public void start() {
        check.run();
        runner.start();
    }

    @Override
    public void stop() {
        runner.stop();
    }

    @Override
    public boolean isRunning() {
        return runner.running();
    }

    @Override
    public boolean isAutoStartup() {
        return autoStart;
    }

    @Override
    public int getPhase() {
        return BEFORE_WEB_SERVER_DRAINS;
    }
}
