package io.eventsourcing.system;

import io.eventsourcing.persistence.CommitListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Processes with one worker for each pipe, which a commit of its leader wakes. */
final class MultiThreadedRunner implements Runner {
    private record Running(String leaderName, Worker worker) {}

    private final EventSourcedSystem system;
    private final RunnerOptions options;
    private final CommitListener listener = this::wake;
    private volatile Followers followers;
    private volatile List<Running> workers = List.of();

    MultiThreadedRunner(EventSourcedSystem system, RunnerOptions options) {
        this.system = system;
        this.options = options;
        this.followers = new Followers(system, options);
    }

    @Override
    public synchronized void start() {
        if (running()) {
            throw new IllegalStateException("The runner is running");
        }
        followers = new Followers(system, options);
        List<Running> started = new ArrayList<>();
        for (Follower follower : followers.all()) {
            Pipe pipe = follower.pipe();
            Worker worker = new Worker(
                    "eventsourcing-" + pipe.followerName(),
                    options.pollInterval(),
                    () -> follower.step() == Follower.Step.AGAIN);
            started.add(new Running(pipe.leaderName(), worker));
        }
        workers = List.copyOf(started);
        followers.listen(listener);
        workers.forEach(running -> running.worker().start());
    }

    @Override
    public synchronized void stop() {
        followers.stopListening(listener);
        workers.forEach(running -> running.worker().stop());
        workers = List.of();
    }

    private void wake(Set<String> leaderNames) {
        for (Running running : workers) {
            if (leaderNames.contains(running.leaderName())) {
                running.worker().wake();
            }
        }
    }

    @Override
    public boolean running() {
        return !workers.isEmpty();
    }

    @Override
    public void await(String followerName, Duration timeout) {
        followers.await(followerName, timeout);
    }

    @Override
    public List<FollowerStatus> statuses() {
        return followers.statuses();
    }
}
