package io.eventsourcing.system;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.persistence.CommitListener;
import io.eventsourcing.system.Worker.Again;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Processes on the thread whose commit prompted it. Prompts are counted: who raises the count from zero processes until it
 * is zero again, everyone else, also the processing thread itself when its followers commit, only leaves a count behind.
 * So no prompt is lost, no two threads process, and a thread never processes within its own processing.
 */
final class SingleThreadedRunner implements Runner {
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(1);

    private final EventSourcedSystem system;
    private final RunnerOptions options;
    private final AtomicInteger prompts = new AtomicInteger();
    private final CommitListener listener = names -> prompt();
    private volatile Followers followers;
    private volatile boolean running;
    private volatile @Nullable Thread processing;
    private Worker poller;

    SingleThreadedRunner(EventSourcedSystem system, RunnerOptions options) {
        this.system = system;
        this.options = options;
        this.followers = new Followers(system, options, null);
        this.poller = newPoller();
        if (!followers.remoteLeaders().isEmpty()) {
            throw new IllegalArgumentException(
                    "The leaders %s are elsewhere, and every saving thread would wait for them: use Runner.multiThreaded"
                            .formatted(followers.remoteLeaders()));
        }
    }

    private Worker newPoller() {
        return new Worker("eventsourcing-poller", options.pollInterval(), () -> {
            if (!followers.lookAtPositions()) {
                prompt();
            }
            return Again.LATER;
        });
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
        followers = new Followers(system, options, null);
        running = true;
        poller = newPoller();
        followers.listen(listener, poller::wake);
        poller.start();
    }

    @Override
    public synchronized void stop() {
        if (running) {
            running = false;
            followers.stopListening(listener);
            poller.stop();
            while (prompts.get() > 0 && processing != Thread.currentThread()) {
                LockSupport.parkNanos(LOOK_AGAIN);
            }
        }
    }

    private void prompt() {
        if (prompts.getAndIncrement() > 0) {
            return;
        }
        int unseen;
        do {
            int seen = prompts.get();
            processing = Thread.currentThread();
            processAll();
            processing = null;
            unseen = prompts.addAndGet(-seen);
        } while (unseen > 0);
    }

    private void processAll() {
        boolean again = true;
        while (again && running) {
            again = followers.look();
            for (Followers.Running one : followers.all()) {
                while (running && one.step() == Follower.Step.AGAIN) {
                    again = true;
                }
            }
            for (ScheduledMessages messages : followers.messages()) {
                while (running && messages.step() == Again.AT_ONCE) {
                    again = true;
                }
            }
        }
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

    @Override
    public int connections() {
        return 2 + followers.listened();
    }

    @Override
    public int connections(EventSourcing storage) {
        int processing = followers.workers(storage) > 0 ? 1 : 0;
        return processing + (followers.leads(storage) ? 1 + followers.listened(storage) : 0);
    }

    Followers followers() {
        return followers;
    }
}
