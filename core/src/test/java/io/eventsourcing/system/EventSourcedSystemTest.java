package io.eventsourcing.system;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.projection.Projection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventSourcedSystemTest {
    private final EventSourcing eventSourcing = EventSourcing.inMemory();
    private final Ledger ledger = new Ledger(eventSourcing);

    /** Follows totals and pays each one into an account of the ledger, up to a limit. */
    private static final class Savings extends ProcessApplication {
        private final Ledger ledger;

        Savings(EventSourcing eventSourcing, Ledger ledger) {
            super(eventSourcing);
            this.ledger = ledger;
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            if (event.body() instanceof Totals.Total.Added && ledger.balance("Savings") < 10) {
                ledger.pay("Savings", 1);
            }
        }
    }

    @Test
    void followersOfFollowersMayFormACircle() {
        Totals totals = new Totals(eventSourcing);
        Savings savings = new Savings(eventSourcing, ledger);
        EventSourcedSystem system = EventSourcedSystem.of(pipe(ledger, totals), pipe(totals, savings));
        try (Runner runner = Runner.singleThreaded(system)) {
            runner.start();
            ledger.open("Savings");
            ledger.pay("Savings", 1);
            await().atMost(Duration.ofSeconds(10)).until(() -> totals.sum() == 10);
            runner.await("Savings", Duration.ofSeconds(10));
            assertThat(ledger.balance("Savings")).isEqualTo(10);
        }
    }

    @Test
    void whatAPolicySavesKnowsItsCauseAndKeepsTheCorrelation() {
        Totals totals = new Totals(eventSourcing);
        try (Runner runner = Runner.singleThreaded(EventSourcedSystem.of(pipe(ledger, totals)))) {
            runner.start();
            ledger.open("Ada");
            ledger.pay("Ada", 1);
            eventSourcing.withMetadata(
                    Metadata.none().with(Metadata.CORRELATION_ID, "request 7").with("user", "Ada"), () -> {
                        ledger.pay("Ada", 2);
                        return true;
                    });
            runner.await("Totals", Duration.ofSeconds(10));
        }
        String payments = "Ledger/" + Ledger.Account.idOf("Ada") + "/";
        assertThat(totals.history())
                .<Object>extracting(event -> event.metadata().values())
                .containsExactly(
                        Map.of("causation-id", payments + 2, "correlation-id", payments + 2),
                        Map.of("causation-id", payments + 2, "correlation-id", payments + 2),
                        Map.of("causation-id", payments + 3, "correlation-id", "request 7", "user", "Ada"));
    }

    @Test
    void anEdgeGivenTwiceIsRefused() {
        Totals totals = new Totals(eventSourcing);
        assertThatThrownBy(() -> EventSourcedSystem.of(pipe(ledger, totals), pipe(ledger, totals)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Ledger -> Totals");
    }

    @Test
    void twoFollowersOfOneNameAreRefused() {
        assertThatThrownBy(() -> EventSourcedSystem.of(
                        pipe(ledger, new Totals(eventSourcing)),
                        pipe(new Totals(eventSourcing), new Totals(eventSourcing))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'Totals'");
    }

    @Test
    void aProjectionWithoutANameThatStaysTheSameIsRefused() {
        Projection lambda = event -> {};
        assertThatThrownBy(() -> pipe(ledger, lambda))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give it one");
    }

    @Test
    void optionsOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> RunnerOptions.defaults().batchSize(0)).hasMessageContaining("batchSize");
        assertThatThrownBy(() -> RunnerOptions.defaults().pollInterval(Duration.ZERO))
                .hasMessageContaining("pollInterval");
        assertThatThrownBy(() -> RunnerOptions.defaults().retries(-1)).hasMessageContaining("retries");
    }
}
