package io.eventsourcing.examples.loanapplications;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.examples.loanapplications.LoanApplication.Event;
import io.eventsourcing.examples.loanapplications.LoanApplication.Proceeded;
import io.eventsourcing.examples.loanapplications.LoanApplication.Submitted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CaseStatisticsTest {
    private static final Instant NOW = Instant.parse("2024-03-30T09:00:00Z");

    static Iterable<Supplier<String>> databases() {
        return TestDatabases.all();
    }

    private static DomainEvent<?> event(String caseName, long version) {
        Step step = new Step("A_" + version, "COMPLETE", NOW, version == 2 ? null : "112");
        Event body = version == 1 ? new Submitted(caseName, 500L, NOW, step) : new Proceeded(step);
        UUID id = LoanApplication.idOf(caseName);
        return new DomainEvent<>(id, version, NOW, Metadata.none(), body);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anEventThatIsDeliveredTwiceShowsAndIsLetInOnce(Supplier<String> url) {
        try (Database database = Database.open(url.get())) {
            CaseStatistics statistics = new CaseStatistics(database.persistence());
            statistics.projectAll(List.of(event("a", 1), event("b", 1), event("a", 2), event("a", 2)));
            statistics.projectAll(List.of(event("a", 1)));
            statistics.project(event("a", 3));

            Figures figures = database.persistence().execute(Figures::select);
            assertThat(figures)
                    .isEqualTo(new Figures(2, 4, Map.of("A_1", 2L, "A_2", 1L, "A_3", 1L), 3, 2, 1000, 3, 1, 6, 2, 0));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anEventThatDoesNotFollowTheOneBeforeShows(Supplier<String> url) {
        try (Database database = Database.open(url.get())) {
            CaseStatistics statistics = new CaseStatistics(database.persistence());
            statistics.projectAll(List.of(event("late", 2), event("late", 1)));
            statistics.projectAll(List.of(event("gap", 1), event("gap", 2)));
            statistics.projectAll(List.of(event("gap", 4), event("gap", 5)));

            Figures figures = database.persistence().execute(Figures::select);
            assertThat(figures.misordered()).isEqualTo(3);
            assertThat(figures.duplicates()).isZero();
            assertThat(figures.followed()).isEqualTo(6);
            assertThat(figures.amountRequested()).isEqualTo(1000);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void variantsAreTheSameHoweverTheBatchesWereCut(Supplier<String> url) {
        try (Database database = Database.open(url.get())) {
            CaseStatistics statistics = new CaseStatistics(database.persistence());
            statistics.projectAll(List.of(event("a", 1), event("a", 2), event("a", 3)));
            statistics.projectAll(List.of(event("b", 1), event("b", 2), event("c", 1)));
            statistics.projectAll(List.of(event("b", 3), event("c", 2)));

            Figures figures = database.persistence().execute(Figures::select);
            assertThat(figures.variants()).isEqualTo(2);
            assertThat(figures.applications()).isEqualTo(3);
        }
    }
}
