package io.eventsourcing.system;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.persistence.CommitListener;
import io.eventsourcing.system.Worker.Again;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Processes with one worker for each segment of each follower. One more for each database looks at the settled head: when
 * a commit of this process prompts it, and otherwise ever more seldom up to the poll interval. Only when the head has moved
 * does it wake the others.
 */
final class MultiThreadedRunner implements Runner {
    private final EventSourcedSystem system;
    private final RunnerOptions options;
    private final CommitListener listener = names -> wake();
    private volatile Followers followers;
    private volatile List<HeadWatcher> watchers = List.of();
    private volatile List<Worker> workers = List.of();
    private volatile boolean running;
    private @Nullable ExecutorService readAhead;

    MultiThreadedRunner(EventSourcedSystem system, RunnerOptions options) {
        this.system = system;
        this.options = options;
        this.followers = new Followers(system, options, null);
    }

    @Override
    public EventSourcedSystem system() {
        return system;
    }

    @Override
    public synchronized void start() {
        if (running) {
            throw new IllegalStateException("The runner is running");
        }
        followers.refuseOtherSegments();
        readAhead = Executors.newSingleThreadExecutor(task -> Worker.newThread("eventsourcing-read-ahead", task));
        followers = new Followers(system, options, readAhead);
        List<HeadWatcher> startedWatchers = new ArrayList<>();
        List<Worker> startedWorkers = new ArrayList<>();
        for (KnownHead head : followers.heads()) {
            List<Worker> woken = followers.of(head).stream().map(this::worker).toList();
            startedWatchers.add(watcher(head, woken));
            startedWorkers.addAll(woken);
        }
        for (ScheduledMessages messages : followers.messages()) {
            startedWorkers.add(new Worker("eventsourcing-messages", options.pollInterval(), messages::step));
        }
        running = true;
        workers = List.copyOf(startedWorkers);
        watchers = List.copyOf(startedWatchers);
        followers.listen(listener, this::wake);
        watchers.forEach(HeadWatcher::start);
        workers.forEach(Worker::start);
    }

    private Worker worker(Followers.Running running) {
        String name = "eventsourcing-" + running.follower().pipe().followerName();
        return new Worker(
                name,
                options.pollInterval(),
                () -> running.step() == Follower.Step.AGAIN ? Again.AT_ONCE : Again.LATER);
    }

    private HeadWatcher watcher(KnownHead head, List<Worker> woken) {
        return new HeadWatcher(head, followers, options.pollInterval(), woken);
    }

    @Override
    public synchronized void stop() {
        running = false;
        followers.stopListening(listener);
        watchers.forEach(HeadWatcher::stopping);
        workers.forEach(Worker::stopping);
        watchers.forEach(HeadWatcher::stop);
        workers.forEach(Worker::stop);
        watchers = List.of();
        workers = List.of();
        if (readAhead != null) {
            readAhead.close();
            readAhead = null;
        }
    }

    private void wake() {
        watchers.forEach(HeadWatcher::wake);
    }

    @Override
    public boolean stop(Duration drain) {
        boolean drained = new Waiting(system, followers::statuses).drained(followers.pipes(), drain);
        stop();
        return drained;
    }

    @Override
    public boolean running() {
        return running;
    }

    @Override
    public int connections() {
        return followers.all().size()
                + followers.messages().size()
                + followers.heads().size()
                + followers.listened()
                + 1;
    }

    @Override
    public int connections(EventSourcing storage) {
        return followers.workers(storage) + (followers.leads(storage) ? 2 + followers.listened(storage) : 0);
    }

    @Override
    public void await(String followerName, Duration timeout) {
        new Waiting(system, followers::statuses).await(followerName, timeout);
    }

    @Override
    public void await(String followerName, String leaderName, long notificationId, Duration timeout) {
        new Waiting(system, followers::statuses).await(system.pipe(followerName, leaderName), notificationId, timeout);
    }

    @Override
    public List<FollowerStatus> statuses() {
        return followers.statuses();
    }

    Followers followers() {
        return followers;
    }
}
