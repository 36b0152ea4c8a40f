package io.eventsourcing.system;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.projection.Projection;
import org.junit.jupiter.api.Test;

class SystemDrawingTest {
    private final EventSourcing eventSourcing = EventSourcing.inMemory();
    private final Ledger ledger = new Ledger(eventSourcing);
    private final Totals totals = new Totals(eventSourcing);

    private static final class Named extends Application {
        Named(EventSourcing eventSourcing, String name) {
            super(eventSourcing, name);
        }
    }

    private record Table(String name) implements Projection {
        @Override
        public void project(DomainEvent<?> event) {}
    }

    private final EventSourcedSystem system = EventSourcedSystem.of(
                    pipe(ledger, totals).segments(4), pipe(totals, totals), pipe(totals, new Table("Sums \"today\"")))
            .and(new Named(eventSourcing, "Archive"), ledger);

    @Test
    void theNodesAreNamedByWhatTheyDo() {
        assertThat(system.leaders()).containsExactly("Ledger", "Totals");
        assertThat(system.followers()).containsExactly("Totals", "Sums \"today\"");
        assertThat(system.singles()).containsExactly("Archive");
        assertThat(system.leadersOf("Totals")).containsExactly("Ledger", "Totals");
        assertThatThrownBy(() -> system.leadersOf("Ledger")).hasMessageContaining("No follower is named 'Ledger'");
    }

    @Test
    void asTextEachPipeHasALine() {
        assertThat(system).hasToString("""
                Ledger -> Totals (4 segments)
                Totals -> Totals
                Totals -> Sums "today"
                Archive""");
    }

    @Test
    void graphvizDrawsIt() {
        assertThat(system.toDot()).isEqualTo("""
                digraph system {
                    rankdir=LR;
                    "Ledger" [shape=box];
                    "Totals" [shape=box];
                    "Sums \\"today\\"" [shape=cylinder];
                    "Archive" [shape=box];
                    "Ledger" -> "Totals" [label="4 segments"];
                    "Totals" -> "Totals";
                    "Totals" -> "Sums \\"today\\"";
                }
                """);
    }

    @Test
    void mermaidDrawsIt() {
        assertThat(system.toMermaid()).isEqualTo("""
                flowchart LR
                    n0["Ledger"]
                    n1["Totals"]
                    n2[("Sums #quot;today#quot;")]
                    n3["Archive"]
                    n0 -->|4 segments| n1
                    n1 --> n1
                    n1 --> n2
                """);
    }

    @Test
    void aNameGivenTwiceIsRefusedWithThePipe() {
        assertThatThrownBy(() -> EventSourcedSystem.of(pipe(ledger, totals), pipe(totals, new Table("Ledger"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'Ledger'")
                .hasMessageContaining("the pipe Totals -> Ledger");
        assertThatThrownBy(() -> system.and(new Named(eventSourcing, "Totals")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the application Totals");
    }

    @Test
    void segmentsOutOfRangeAreRefusedWithThePipe() {
        assertThatThrownBy(() -> pipe(ledger, totals).segments(0)).hasMessageContaining("Ledger -> Totals");
        assertThatThrownBy(() -> pipe(ledger, totals).segments(257)).hasMessageContaining("not 257");
    }
}
