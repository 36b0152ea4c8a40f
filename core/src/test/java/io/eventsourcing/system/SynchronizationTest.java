package io.eventsourcing.system;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.system.Synchronization.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SynchronizationTest {
    /** Follows the sums: a follower of a follower. */
    private static final class Watcher extends ProcessApplication {
        final List<Object> seen = new ArrayList<>();

        Watcher(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            seen.add(event.body());
        }
    }

    private final EventSourcing eventSourcing = EventSourcing.inMemory();
    private final Ledger ledger = new Ledger(eventSourcing);
    private final Totals totals = new Totals(eventSourcing);
    private final Watcher watcher = new Watcher(eventSourcing);
    private final EventSourcedSystem system = EventSourcedSystem.of(pipe(totals, watcher), pipe(ledger, totals));

    @BeforeEach
    void pay() {
        ledger.open("Ada");
        for (int i = 0; i < 4; i++) {
            ledger.pay("Ada", 10);
        }
    }

    private long position() {
        return eventSourcing
                .persistence()
                .trackingRecorder()
                .maxTrackingId("Totals", "Ledger")
                .orElse(0);
    }

    private void failAt(int sum) {
        totals.also(event -> {
            if (totals.sum() == sum) {
                throw new IllegalStateException("enough");
            }
        });
    }

    @Test
    void followersComeAfterThoseThatTheyFollow() {
        assertThat(Synchronization.order(system)).containsExactly("Totals", "Watcher");
    }

    @Test
    void aCircleHasAnOrderToo() {
        EventSourcedSystem circle = EventSourcedSystem.of(pipe(watcher, totals), pipe(totals, watcher));
        assertThat(Synchronization.order(circle)).containsExactly("Totals", "Watcher");
    }

    @Test
    void aFollowerProcessesWhatItHasNotSeen() {
        Synchronization synchronization = Synchronization.of(system);
        assertThat(Synchronization.waiting(system, "Totals")).isEqualTo(5);
        assertThat(synchronization.synchronize("Totals")).isEqualTo(new Result("Totals", Map.of("Ledger", 5L), null));
        assertThat(totals.sum()).isEqualTo(40);
        assertThat(synchronization.synchronize("Totals").processed()).containsEntry("Ledger", 0L);
        assertThat(synchronization.synchronize("Watcher").processed()).containsEntry("Totals", 5L);
        assertThat(Synchronization.waiting(system, "Watcher")).isZero();
    }

    @Test
    void whatWasProcessedBeforeAFailureStays() {
        failAt(30);
        Result result = Synchronization.of(system).synchronize("Totals");
        assertThat(result.failure()).isInstanceOf(IllegalStateException.class).hasMessage("enough");
        assertThat(result.processed()).containsEntry("Ledger", 3L);
        assertThat(totals.sum()).isEqualTo(20);
        assertThat(position()).isEqualTo(3);
    }

    @Test
    void aFailedFollowerGoesOnOnceTheCauseIsMended() {
        failAt(30);
        Synchronization synchronization = Synchronization.of(system);
        synchronization.synchronize("Totals");
        totals.also(event -> {});
        assertThat(synchronization.synchronize("Totals").succeeded()).isTrue();
        assertThat(totals.sum()).isEqualTo(40);
    }

    @Test
    void aPausedFollowerIsLeftAlone() {
        FollowerControl.of(system).pause("Totals");
        Result result = Synchronization.of(system).synchronize("Totals");
        assertThat(result.failure()).hasMessageContaining("PAUSED").hasMessageContaining("resume it");
        assertThat(totals.sum()).isZero();
    }

    @Test
    void progressIsToldAfterEachBatch() {
        List<Long> progress = new ArrayList<>();
        Synchronization.of(system, RunnerOptions.defaults().batchSize(2)).synchronize("Totals", progress::add);
        assertThat(progress).isSorted().contains(2L, 5L);
    }

    @Test
    void aDryRunStoresNothingAndReachesFollowersOfFollowers() {
        Synchronization dryRun = Synchronization.dryRun(system);
        assertThat(dryRun.synchronize("Totals").processed()).containsEntry("Ledger", 5L);
        assertThat(dryRun.synchronize("Watcher").processed()).containsEntry("Totals", 5L);
        assertThat(watcher.seen).hasSize(5);
        assertThat(totals.sum()).isZero();
        assertThat(position()).isZero();
        assertThat(eventSourcing.persistence().trackingRecorder().followers()).isEmpty();
        assertThat(ledger.notificationLog().maxNotificationId()).hasValue(5);
        ledger.open("Grace");
        assertThat(ledger.notificationLog().maxNotificationId()).hasValue(6);
    }

    @Test
    void aDryRunNeverFlushes() {
        totals.also(event -> eventSourcing.store().flush());
        assertThat(Synchronization.dryRun(system).synchronize("Totals").succeeded())
                .isTrue();
        assertThat(totals.history()).isEmpty();
    }

    @Test
    void aDryRunShowsWhatFailsAndKeepsWhatWentBefore() {
        failAt(30);
        Synchronization dryRun = Synchronization.dryRun(system);
        Result result = dryRun.synchronize("Totals");
        assertThat(result.failure()).hasMessage("enough");
        assertThat(result.processed()).containsEntry("Ledger", 3L);
        assertThat(dryRun.synchronize("Watcher").processed()).containsEntry("Totals", 3L);
        assertThat(totals.sum()).isZero();
    }

    @Test
    void aDryRunBeginsWhereTheFollowerIs() {
        Synchronization.of(system).synchronize("Totals");
        ledger.pay("Ada", 2);
        assertThat(Synchronization.dryRun(system).synchronize("Totals").processed())
                .containsEntry("Ledger", 1L);
        assertThat(totals.sum()).isEqualTo(40);
    }

    @Test
    void aDryRunFindsConflictsByReading() {
        Totals other = new Totals(eventSourcing);
        totals.also(event -> eventSourcing.transactions().separate(() -> {
            if (other.history().isEmpty()) {
                other.policy(event);
            }
            return true;
        }));
        Result result = Synchronization.dryRun(system).synchronize("Totals");
        assertThat(result.failure()).isInstanceOf(VersionConflictException.class);
        assertThat(eventSourcing.persistence().trackingRecorder().select("Totals", "Ledger"))
                .isEmpty();
    }

    @Test
    void aFollowerThatIsResetProcessesAgain() {
        List<DomainEvent<?>> seen = new ArrayList<>();
        totals.also(seen::add);
        Synchronization.of(system).synchronize("Totals");
        FollowerControl.of(system).reset("Totals", "Ledger", 2, () -> {});
        assertThat(position()).isEqualTo(2);
        assertThat(Synchronization.of(system).synchronize("Totals").processed()).containsEntry("Ledger", 3L);
        assertThat(seen).hasSize(8);
    }

    @Test
    void whatAPolicyParksIsNoFailure() {
        failAt(30);
        EventSourcedSystem parking = EventSourcedSystem.of(pipe(ledger, totals).onFailure(FailurePolicy.park()));
        assertThat(Synchronization.of(parking).synchronize("Totals").succeeded())
                .isTrue();
        assertThat(ParkedNotifications.of(parking).count("Totals", "Ledger")).isEqualTo(2);
        assertThat(Synchronization.dryRun(parking).synchronize("Totals").succeeded())
                .isTrue();
    }
}
