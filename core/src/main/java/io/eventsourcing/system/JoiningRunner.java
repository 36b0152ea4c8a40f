package io.eventsourcing.system;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.persistence.CommitListener;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.TrackedFollower;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.Transactions;
import io.eventsourcing.persistence.WriterLock;
import io.eventsourcing.system.Worker.Again;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes in the transaction that saves, directly before its commit.
 *
 * <p>Such a transaction keeps other writers of events out from its first insert on, so it sees everything up to the greatest
 * id, its own events included, and reads up to there without a settled head. What followers save is written next, and
 * those who follow them are called again, until nobody has saved anything. The price is that writers wait for each other for as
 * long as followers take. Events that were saved without this runner are caught up with in transactions of its own, at the
 * start and by a thread that looks for them. Nothing is known here that a roll-back would make wrong.
 */
final class JoiningRunner implements Runner {
    private static final Logger log = LoggerFactory.getLogger(JoiningRunner.class);

    /** So long it is relied on that nobody has moved a position back. */
    private static final long LOOK_WHETHER_MOVED = TimeUnit.SECONDS.toNanos(5);

    private final EventSourcedSystem system;
    private final RunnerOptions options;
    private final Followers followers;
    private final List<JoinedPipe> joined;
    private final Consumer<Set<String>> joining = this::process;
    private final CommitListener scheduling = names -> wake();
    private final Waiting waiting;
    private volatile @Nullable Worker poller;
    private volatile @Nullable Thread catchingUp;
    private volatile @Nullable String failure;
    private volatile boolean running;
    private long caughtUpTo;
    private boolean heldBack;
    private long lookedAt;

    JoiningRunner(EventSourcedSystem system, RunnerOptions options) {
        this.system = system;
        this.options = options;
        this.followers = new Followers(system, options, null);
        new JoiningRules(options).check(followers.pipes());
        this.joined = followers.pipes().stream()
                .map(pipe -> new JoinedPipe(pipe, options.batchSize()))
                .toList();
        this.waiting = new Waiting(system, this::statuses);
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
        if (!joined.isEmpty()) {
            separately(() -> joined.forEach(JoinedPipe::begin));
            catchUp();
        }
        running = true;
        Worker started = new Worker("eventsourcing-poller", options.pollInterval(), this::poll);
        poller = started;
        stores().forEach(store -> store.join(joining));
        followers.listen(scheduling, started::wake);
        started.start();
    }

    @Override
    public synchronized void stop() {
        if (running) {
            running = false;
            stores().forEach(store -> store.leave(joining));
            followers.stopListening(scheduling);
            Optional.ofNullable(poller).ifPresent(Worker::stop);
        }
    }

    private void wake() {
        Worker woken = poller;
        if (woken != null && !followers.messages().isEmpty()) {
            woken.wake();
        }
    }

    private Set<EventStore> stores() {
        Set<EventStore> stores = new LinkedHashSet<>();
        for (JoinedPipe one : joined) {
            Optional.ofNullable(one.pipe().leader().storage()).ifPresent(storage -> stores.add(storage.store()));
        }
        return stores;
    }

    private PersistenceModule persistence() {
        return joined.getFirst().pipe().eventSourcing().persistence();
    }

    /** Processes, in the active transaction, what it has written of some applications. */
    private void process(Set<String> applicationNames) {
        if (catchingUp == Thread.currentThread()) {
            return;
        }
        long head = persistence().writerLock().head();
        for (JoinedPipe one : joined) {
            if (applicationNames.contains(one.pipe().leaderName())) {
                boolean again = true;
                while (again) {
                    again = one.step(head);
                }
            }
        }
    }

    private Again poll() {
        for (ScheduledMessages messages : followers.messages()) {
            Again again = Again.AT_ONCE;
            while (running && again == Again.AT_ONCE) {
                again = messages.step();
            }
        }
        if (!joined.isEmpty()) {
            try {
                catchUpIfBehind();
                failure = null;
            } catch (RuntimeException e) {
                if (failure == null) {
                    log.error(
                            "Events that were saved without followers joining cannot be processed, and are tried again",
                            e);
                }
                failure = String.valueOf(e.getMessage());
            }
        }
        return Again.LATER;
    }

    private void catchUpIfBehind() {
        boolean timeToLook = System.nanoTime() - lookedAt > LOOK_WHETHER_MOVED;
        long head = timeToLook ? caughtUpTo : persistence().settledHead().read();
        if (timeToLook || heldBack || head > caughtUpTo) {
            lookedAt = System.nanoTime();
            List<Tracking> stored = persistence().trackingRecorder().followers().stream()
                    .map(TrackedFollower::tracking)
                    .toList();
            if (joined.stream().anyMatch(one -> one.behind(head, stored))) {
                catchUp();
            }
            caughtUpTo = head;
            heldBack = joined.stream().anyMatch(one -> one.paused(stored));
        }
    }

    /** Processes page by page, each in a transaction of its own for all the followers. */
    private void catchUp() {
        catchingUp = Thread.currentThread();
        try {
            boolean[] again = {true};
            while (again[0]) {
                separately(() -> {
                    long head = persistence().writerLock().head();
                    again[0] = false;
                    for (JoinedPipe one : joined) {
                        again[0] |= one.step(head);
                    }
                });
            }
        } finally {
            catchingUp = null;
        }
    }

    private void separately(Runnable work) {
        Transactions transactions = persistence().transactions();
        WriterLock lock = persistence().writerLock();
        transactions.separate(() -> {
            lock.lock();
            work.run();
            return true;
        });
    }

    @Override
    public boolean stop(Duration drain) {
        boolean drained = waiting.drained(followers.pipes(), drain);
        stop();
        return drained;
    }

    /** None: its own thread takes one as a thread that saves does, and nobody takes a second one while holding one. */
    @Override
    public int connections() {
        return followers.listened();
    }

    @Override
    public int connections(EventSourcing storage) {
        return followers.listened(storage);
    }

    @Override
    public boolean running() {
        return running;
    }

    @Override
    public void await(String followerName, Duration timeout) {
        waiting.await(followerName, timeout);
    }

    @Override
    public void await(String followerName, String leaderName, long notificationId, Duration timeout) {
        waiting.await(system.pipe(followerName, leaderName), notificationId, timeout);
    }

    @Override
    public List<FollowerStatus> statuses() {
        List<FollowerStatus> statuses = new ArrayList<>();
        followers.pipes().forEach(pipe -> statuses.addAll(statuses(pipe)));
        return statuses;
    }

    private List<FollowerStatus> statuses(Pipe pipe) {
        Optional<String> error = Optional.ofNullable(failure);
        return pipe.tracking().select(pipe.followerName(), pipe.leaderName()).stream()
                .map(tracking -> new FollowerStatus(
                        pipe.followerName(),
                        pipe.leaderName(),
                        tracking.segment(),
                        tracking.position(),
                        switch (tracking.state()) {
                            case RUNNING ->
                                error.isEmpty() ? FollowerStatus.State.RUNNING : FollowerStatus.State.RETRYING;
                            case STOPPED -> FollowerStatus.State.STOPPED;
                            case PAUSED -> FollowerStatus.State.PAUSED;
                        },
                        error))
                .toList();
    }
}
