package io.eventsourcing.docs;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventLog;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FailurePolicy;
import io.eventsourcing.system.FollowerControl;
import io.eventsourcing.system.FollowerException;
import io.eventsourcing.system.FollowerMonitor;
import io.eventsourcing.system.FollowerReport;
import io.eventsourcing.system.FollowerStatus.State;
import io.eventsourcing.system.ParkedNotifications;
import io.eventsourcing.system.ParkedNotifications.Retried;
import io.eventsourcing.system.Runner;
import io.eventsourcing.system.RunnerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The listings of the guide to followers. */
class FollowersGuideTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    record Weighed(int grams) {}

    static final class Scales extends Application {
        Scales(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        private EventLog<Weighed> parcel(String name) {
            return log(NameBasedUuid.forUrl("/parcels/" + name), Weighed.class);
        }

        void weigh(String name, int grams) {
            parcel(name).append(new Weighed(grams));
        }
    }

    static final class Labels implements Projection {
        private final CopyOnWriteArrayList<Integer> printed = new CopyOnWriteArrayList<>();
        private volatile int heaviest = 1_000;

        @Override
        public void project(DomainEvent<?> event) {
            if (event.body() instanceof Weighed weighed) {
                if (weighed.grams() > heaviest) {
                    throw new IllegalArgumentException("No label for %d g".formatted(weighed.grams()));
                }
                // a batch that fails is handled again, and memory is not rolled back
                printed.addIfAbsent(weighed.grams());
            }
        }
    }

    private final EventSourcing eventSourcing = EventSourcing.inMemory();
    private final Scales scales = new Scales(eventSourcing);
    private final Labels labels = new Labels();

    @Test
    void followersThatJoinCommitWithTheSaver() {
        Runner runner = Runner.joining(EventSourcedSystem.of(pipe(scales, labels)));
        runner.start();
        scales.weigh("small", 900);
        assertThat(labels.printed).containsExactly(900);
        assertThatThrownBy(() -> scales.weigh("large", 5_000))
                .isInstanceOf(FollowerException.class)
                .hasMessageContaining("No label for 5000 g");
        assertThat(scales.notificationLog().select(0, 10).notifications()).hasSize(1);
        runner.stop();
    }

    @Test
    void whatFailsIsParkedAndRetried() {
        EventSourcedSystem system = EventSourcedSystem.of(pipe(scales, labels)
                .onFailure(FailurePolicy.park().retries(2).pauses(Duration.ofMillis(1), Duration.ofSeconds(1))));
        try (Runner runner =
                Runner.multiThreaded(system, RunnerOptions.defaults().batchSize(1))) {
            runner.start();
            scales.weigh("small", 900);
            scales.weigh("large", 5_000);
            scales.weigh("large", 400);
            scales.weigh("small", 901);
            runner.await("Labels", PATIENCE);
            assertThat(labels.printed).containsExactly(900, 901);

            ParkedNotifications parked = ParkedNotifications.of(system);
            List<ParkedNotification> page = parked.list("Labels", "Scales", 0, 50);
            assertThat(page).hasSize(2);
            assertThat(page.getFirst().failure().message()).isEqualTo("No label for 5000 g");

            labels.heaviest = 10_000;
            Retried retried = parked.retry("Labels", "Scales", page.getFirst().originatorId());
            assertThat(retried.processed()).isEqualTo(2);
            assertThat(labels.printed).containsExactly(900, 901, 5_000, 400);
        }
    }

    @Test
    void aFollowerIsSplitPausedWatchedAndSplitAnew() {
        EventSourcedSystem system = EventSourcedSystem.of(pipe(scales, labels).segments(4));
        RunnerOptions options = RunnerOptions.defaults()
                .batchSize(1_000)
                .batchTime(Duration.ofSeconds(2))
                .followers("Labels");
        Runner runner = Runner.multiThreaded(system, options);
        runner.start();
        scales.weigh("small", 900);
        runner.await("Labels", PATIENCE);

        FollowerControl control = FollowerControl.of(system);
        control.pause("Labels");
        scales.weigh("small", 901);
        for (FollowerReport report : FollowerMonitor.of(system, runner).reports()) {
            assertThat(report.status().state()).isEqualTo(State.PAUSED);
        }
        runner.stop();
        control.resegment("Labels", "Scales", 2);

        EventSourcedSystem split = EventSourcedSystem.of(pipe(scales, labels).segments(2));
        try (Runner next = Runner.multiThreaded(split)) {
            next.start();
            control.resume("Labels");
            next.await("Labels", PATIENCE);
            assertThat(labels.printed).containsExactly(900, 901);
            assertThat(FollowerMonitor.of(split).reports()).hasSize(2);
        }
    }

    @Test
    void aSystemIsDrawn() {
        EventSourcedSystem system = EventSourcedSystem.of(pipe(scales, labels).segments(4));
        assertThat(system.toString()).isEqualTo("Scales -> Labels (4 segments)");
        assertThat(system.toMermaid()).startsWith("flowchart LR");
        assertThat(system.toDot()).startsWith("digraph system");
    }
}
