package io.eventsourcing.testkit.contract;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FailurePolicy;
import io.eventsourcing.system.FollowerControl;
import io.eventsourcing.system.ParkedNotifications;
import io.eventsourcing.system.Runner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two runners of one follower while writers write, policies fail and dawdle, clocks jump, and an operator pauses, resumes
 * and restarts. In the end the follower must have what one reading of the leader's log in its order gives. The system
 * properties {@code chaos.seconds} and {@code chaos.seed} make it longer, and do the same again as far as threads allow.
 */
public abstract class ChaosContract extends FollowersContract {
    private static final Logger log = LoggerFactory.getLogger(ChaosContract.class);
    private static final int NAMES = 30;
    private static final int WRITERS = 3;
    private static final long SECONDS = Long.getLong("chaos.seconds", 3);

    private final long seed =
            Long.getLong("chaos.seed", ThreadLocalRandom.current().nextLong());
    private final AtomicBoolean chaos = new AtomicBoolean(true);
    private final AtomicInteger amounts = new AtomicInteger();

    /** Disturbs the backend, for example by killing one of its connections. */
    protected void disturb() {}

    private static final class Node {
        final Copies copies;
        final EventSourcedSystem system;
        final Runner runner;

        Node(Tills tills, Copies copies) {
            this.copies = copies;
            FailurePolicy parking = FailurePolicy.park()
                    .retries(1)
                    .pauses(Duration.ofMillis(1), Duration.ofMillis(20))
                    .parkedAtMost(1_000_000);
            system = EventSourcedSystem.of(pipe(tills, copies).segments(3).onFailure(parking));
            runner = Runner.multiThreaded(system, OPTIONS.batchSize(50));
        }
    }

    private Node node(Random random) {
        InstantSource jumping = () -> Instant.now().plusSeconds(random.nextInt(-100_000, 100_000));
        EventSourcing jumpy = EventSourcing.builder(persistence())
                .clock(jumping.withZone(ZoneOffset.UTC))
                .build();
        Copies copies = new Copies(jumpy);
        copies.before(event -> trouble(random));
        return new Node(new Tills(jumpy), copies);
    }

    private void trouble(Random random) {
        int dice = chaos.get() ? random.nextInt(1_000) : 1_000;
        if (dice < 5) {
            throw new IllegalStateException("chaos in the policy");
        } else if (dice < 8) {
            throw new OperationalException("chaos in the database", null);
        } else if (dice < 20) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(5)));
        }
    }

    @Test
    void underChaosEachEventIsProcessedOnceAndInTheOrderOfItsOriginator() {
        log.info("chaos.seed={}", seed);
        Tills tills = new Tills(eventSourcing());
        List<Node> nodes = List.of(node(new Random(seed)), node(new Random(seed + 1)));
        nodes.forEach(node -> started(node.runner));
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> work = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Random random = new Random(seed + 10 + writer);
                work.add(threads.submit(() -> write(tills, random)));
            }
            work.add(threads.submit(() -> operate(nodes, new Random(seed + 20))));
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS));
            chaos.set(false);
            work.forEach(Threads::get);
        }
        settle(nodes.getFirst());
        assertThat(copied(nodes.getFirst().copies)).as("seed %d", seed).isEqualTo(paid(tills));
    }

    private void write(Tills tills, Random random) {
        while (chaos.get()) {
            int[] several = random.ints(random.nextInt(1, 6))
                    .map(ignored -> amounts.incrementAndGet())
                    .toArray();
            try {
                tills.pay("till " + random.nextInt(NAMES), several);
            } catch (EventSourcingException e) {
                log.debug("A writer goes on", e);
            }
        }
    }

    private void operate(List<Node> nodes, Random random) {
        while (chaos.get()) {
            Node node = nodes.get(random.nextInt(nodes.size()));
            try {
                switch (random.nextInt(5)) {
                    case 0 -> {
                        node.runner.stop();
                        node.runner.start();
                    }
                    case 1 -> {
                        FollowerControl.of(node.system).pause(COPIES);
                        FollowerControl.of(node.system).resume(COPIES);
                    }
                    case 2 -> retryParked(node);
                    default -> disturb();
                }
            } catch (EventSourcingException e) {
                log.debug("The operator goes on", e);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(10, 100)));
        }
    }

    /** Until nothing is left to be done. */
    private void settle(Node node) {
        FollowerControl.of(node.system).resume(COPIES);
        do {
            node.runner.await(COPIES, PATIENCE);
            retryParked(node);
        } while (ParkedNotifications.of(node.system).count(COPIES, TILLS) > 0);
    }

    private static void retryParked(Node node) {
        ParkedNotifications parked = ParkedNotifications.of(node.system);
        parked.list(COPIES, TILLS, 0, 100).stream()
                .map(ParkedNotification::originatorId)
                .distinct()
                .forEach(originator -> parked.retry(COPIES, TILLS, originator));
    }

    /** The oracle: one reading of the whole log. */
    private Map<UUID, List<Integer>> paid(Tills tills) {
        Map<UUID, List<Integer>> paid = new LinkedHashMap<>();
        for (Notification notification :
                tills.notificationLog().select(0, Integer.MAX_VALUE).notifications()) {
            for (DomainEvent<?> event : eventSourcing().mapper().toDomain(notification.event())) {
                if (Copies.amountOf(event) > 0) {
                    paid.computeIfAbsent(event.originatorId(), id -> new ArrayList<>())
                            .add(Copies.amountOf(event));
                }
            }
        }
        int events = paid.values().stream().mapToInt(List::size).sum();
        log.info("{} payments in {} tills", events, paid.size());
        assertThat(events).as("payments").isPositive();
        return paid;
    }

    private static Map<UUID, List<Integer>> copied(Copies copies) {
        Map<UUID, List<Integer>> copied = new LinkedHashMap<>();
        for (int name = 0; name < NAMES; name++) {
            List<Integer> amounts = copies.of("till " + name);
            if (!amounts.isEmpty()) {
                copied.put(Tills.idOf("till " + name), amounts);
            }
        }
        return copied;
    }
}
