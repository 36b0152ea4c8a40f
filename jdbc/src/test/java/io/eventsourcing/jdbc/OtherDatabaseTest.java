package io.eventsourcing.jdbc;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.jdbc.TrainingSchoolTest.TrainingSchool;
import io.eventsourcing.jdbc.TrainingSchoolTest.TrickCounters;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerStatus.State;
import io.eventsourcing.system.Runner;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A follower in another database than its leader. */
class OtherDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static Stream<Arguments> pairs() {
        Supplier<HikariDataSource> h2 = TestDatabases::h2;
        Supplier<HikariDataSource> postgres = TestDatabases::postgres;
        return Stream.of(Arguments.of(h2, postgres), Arguments.of(postgres, h2), Arguments.of(postgres, postgres));
    }

    private static EventSourcing in(HikariDataSource dataSource) {
        Migrations.migrate(dataSource);
        return EventSourcing.of(JdbcPersistence.of(dataSource));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachEventIsProcessedOnceWhateverTheDatabases(
            Supplier<HikariDataSource> leaders, Supplier<HikariDataSource> followers) {
        try (HikariDataSource there = leaders.get();
                HikariDataSource here = followers.get()) {
            TrainingSchool school = new TrainingSchool(in(there));
            EventSourcing storage = in(here);
            TrickCounters counters = new TrickCounters(storage);
            school.register("Fido");
            for (int run = 1; run <= 3; run++) {
                try (Runner runner = Runner.multiThreaded(EventSourcedSystem.of(pipe(school, counters)))) {
                    school.addTrick("Fido", "sit");
                    runner.start();
                    school.addTrick("Fido", "sit");
                    runner.await("TrickCounters", PATIENCE);
                }
                assertThat(counters.count("sit")).isEqualTo(2L * run);
            }
            assertThat(storage.persistence().trackingRecorder().rememberedEvent("TrickCounters", "TrainingSchool", 0))
                    .hasValueSatisfying(event -> assertThat(event).startsWith("7 "));
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aLeaderThatLosesItsTailStopsTheRunningFollowerBeforeItProcessesMore(
            Supplier<HikariDataSource> leaders, Supplier<HikariDataSource> followers) throws SQLException {
        try (HikariDataSource there = leaders.get();
                HikariDataSource here = followers.get()) {
            TrainingSchool school = new TrainingSchool(in(there));
            TrickCounters counters = new TrickCounters(in(here));
            try (Runner runner = Runner.multiThreaded(EventSourcedSystem.of(pipe(school, counters)))) {
                runner.start();
                school.register("Fido");
                school.addTrick("Fido", "sit");
                runner.await("TrickCounters", PATIENCE);
                loseTheLastEvent(there);
                school.addTrick("Fido", "roll over");
                school.addTrick("Fido", "roll over");
                await().atMost(PATIENCE)
                        .until(() -> runner.statuses().getFirst().state() == State.STOPPED);
                assertThat(runner.statuses().getFirst().error().orElseThrow())
                        .contains("leader 'TrainingSchool' has diverged")
                        .contains("the leader now has 2 ");
            }
            assertThat(counters.count("sit")).isEqualTo(1);
            assertThat(counters.count("roll over")).isZero();
        }
    }

    private static void loseTheLastEvent(HikariDataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM stored_events WHERE id = 2");
            statement.execute("ALTER TABLE stored_events ALTER COLUMN id RESTART WITH 2");
        }
    }
}
