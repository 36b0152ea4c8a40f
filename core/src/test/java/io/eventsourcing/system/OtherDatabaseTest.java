package io.eventsourcing.system;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.projection.Projection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Followers in another database than their leader. */
class OtherDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final RunnerOptions OPTIONS =
            RunnerOptions.defaults().pollInterval(Duration.ofMillis(20)).batchSize(3);

    private final EventSourcing there = EventSourcing.inMemory();
    private final Ledger ledger = new Ledger(there);
    private final EventSourcing here = EventSourcing.inMemory();
    private final Totals totals = new Totals(here);

    private void pay(Ledger into, int... amounts) {
        for (int amount : amounts) {
            into.pay("Ada", amount);
        }
    }

    private String stopped(Runner runner) {
        await().atMost(PATIENCE).until(() -> runner.statuses().getFirst().state() == FollowerStatus.State.STOPPED);
        return runner.statuses().getFirst().error().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void eachEventIsProcessedOnceAndItsPositionIsThatOfAnEvent(int segments) {
        EventSourcedSystem system = EventSourcedSystem.of(pipe(ledger, totals).segments(segments));
        List.of("Ada", "Barbara", "Edith", "Frances", "Grace", "Hedy", "Jean", "Joan")
                .forEach(ledger::open);
        for (int run = 1; run <= 3; run++) {
            try (Runner runner = Runner.multiThreaded(system, OPTIONS)) {
                pay(ledger, 1, 2);
                runner.start();
                pay(ledger, 3, 4);
                runner.await("Totals", PATIENCE);
            }
            assertThat(totals.sum()).isEqualTo(10 * run);
        }
        var tracking = here.persistence().trackingRecorder();
        assertThat(tracking.select("Totals", "Ledger"))
                .anySatisfy(tracked -> assertThat(tracking.rememberedEvent("Totals", "Ledger", tracked.segment()))
                        .hasValueSatisfying(
                                event -> assertThat(event).startsWith("20 " + Ledger.Account.idOf("Ada") + "/13 ")));
    }

    @Test
    void inOneDatabaseNoEventIsRemembered() {
        Totals beside = new Totals(there);
        try (Runner runner = Runner.singleThreaded(EventSourcedSystem.of(pipe(ledger, beside)), OPTIONS)) {
            runner.start();
            ledger.open("Ada");
            runner.await("Totals", PATIENCE);
        }
        assertThat(there.persistence().trackingRecorder().rememberedEvent("Totals", "Ledger", 0))
                .isEmpty();
    }

    @Test
    void aProjectionsPositionIsInTheDatabaseOfItsReadModel() {
        List<DomainEvent<?>> projected = new CopyOnWriteArrayList<>();
        Projection projection = new Projection() {
            @Override
            public void project(DomainEvent<?> event) {
                projected.add(event);
            }

            @Override
            public String name() {
                return "Report";
            }
        };
        ledger.open("Ada");
        try (Runner runner = Runner.multiThreaded(EventSourcedSystem.of(pipe(ledger, projection, here)), OPTIONS)) {
            runner.start();
            runner.await("Report", PATIENCE);
        }
        assertThat(projected).hasSize(1);
        assertThat(here.persistence().trackingRecorder().maxTrackingId("Report", "Ledger"))
                .hasValue(1);
        assertThat(there.persistence().trackingRecorder().maxTrackingId("Report", "Ledger"))
                .isEmpty();
    }

    @Test
    void aLeaderThatLostItsTailStopsTheFollowerAtOnce() {
        processed();
        Ledger restored = new Ledger(EventSourcing.inMemory());
        restored.open("Ada");
        restored.pay("Ada", 1);
        try (Runner runner = Runner.multiThreaded(EventSourcedSystem.of(pipe(restored, totals)), OPTIONS)) {
            runner.start();
            assertThat(stopped(runner))
                    .contains("leader 'Ledger' has diverged")
                    .contains("follower 'Totals'")
                    .contains("no event of its own");
        }
        assertThat(totals.sum()).isEqualTo(3);
    }

    @Test
    void aLeaderThatGaveTheIdsOfItsLostTailToOtherEventsStopsTheFollowerToo() {
        processed();
        Ledger restored = new Ledger(EventSourcing.inMemory());
        restored.open("Ada");
        pay(restored, 1, 5, 6);
        try (Runner runner = Runner.multiThreaded(EventSourcedSystem.of(pipe(restored, totals)), OPTIONS)) {
            runner.start();
            assertThat(stopped(runner)).contains("has diverged").contains("but the leader now has 3 ");
        }
        assertThat(totals.sum()).isEqualTo(3);
        assertThat(here.persistence().trackingRecorder().failure("Totals", "Ledger", 0))
                .hasValueSatisfying(error -> assertThat(error).contains("has diverged"));
    }

    /** Three events, which the follower in the other database has processed. */
    private void processed() {
        ledger.open("Ada");
        pay(ledger, 1, 2);
        try (Runner runner = Runner.multiThreaded(EventSourcedSystem.of(pipe(ledger, totals)), OPTIONS)) {
            runner.start();
            runner.await("Totals", PATIENCE);
        }
    }
}
