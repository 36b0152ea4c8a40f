package io.eventsourcing.examples.banktransfers;

import io.eventsourcing.domain.DomainEvent;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What has become of transfers, read from their events. */
final class Report {
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private List<DomainEvent<?>> sentBack = List.of();

    Report(Bank bank, List<UUID> transfers) {
        for (UUID transfer : transfers) {
            List<DomainEvent<?>> history = bank.transfers().history(transfer);
            outcomes.merge(outcome(history.getLast().body()), 1, Integer::sum);
            if (sentBack.isEmpty() && history.stream().anyMatch(event -> event.body() instanceof Transfer.SentBack)) {
                sentBack = history;
            }
        }
    }

    private static String outcome(Object last) {
        return last instanceof Transfer.Failed failed ? "failed: " + failed.reason() : "completed";
    }

    Map<String, Integer> outcomes() {
        return Map.copyOf(outcomes);
    }

    void print(PrintStream out) {
        outcomes.forEach((outcome, count) -> out.printf("%6d %s%n", count, outcome));
        if (!sentBack.isEmpty()) {
            out.println("One that was sent back:");
            sentBack.forEach(event -> out.printf(
                    "       %s %s%n",
                    event.recordedAt(), event.body().getClass().getSimpleName()));
        }
    }
}
