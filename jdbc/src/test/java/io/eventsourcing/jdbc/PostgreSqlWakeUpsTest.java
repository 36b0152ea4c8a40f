package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.persistence.WakeUps;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgreSqlWakeUpsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String KILL_LISTENER = """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND query LIKE 'LISTEN%'""";

    private final HikariDataSource dataSource = TestDatabases.postgres();
    private final AtomicInteger woken = new AtomicInteger();
    private JdbcPersistence here;
    private JdbcPersistence there;

    @BeforeEach
    void openTwice() {
        Migrations.migrate(dataSource);
        here = JdbcPersistence.builder(dataSource).wakeUps(true).build();
        there = JdbcPersistence.builder(dataSource).wakeUps(true).build();
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    private WakeUps.Listening listen() {
        WakeUps.Listening listening = here.wakeUps().orElseThrow().listen(woken::incrementAndGet);
        await().atMost(PATIENCE).until(() -> woken.get() == 1);
        return listening;
    }

    @Test
    void aCommitElsewhereWakesWhoListensAndOnesOwnDoesNot() {
        FollowingProcess.Clocks own = new FollowingProcess.Clocks(EventSourcing.of(here));
        FollowingProcess.Clocks others = new FollowingProcess.Clocks(EventSourcing.of(there));
        try (WakeUps.Listening listening = listen()) {
            own.tick(1);
            others.tick(1);
            await().atMost(PATIENCE).until(() -> woken.get() == 2);
        }
    }

    @Test
    void manyCommitsAreToldOfAtOnce() {
        try (WakeUps.Listening listening = listen()) {
            for (int i = 0; i < 10_000; i++) {
                there.wakeUps().orElseThrow().send();
            }
            await().atMost(PATIENCE).until(() -> woken.get() > 1);
            assertThat(woken.get()).isLessThan(1_000);
        }
    }

    @Test
    void aLostConnectionIsReplacedAndWhatWasMissedMeanwhileIsMadeUpFor() throws Exception {
        try (WakeUps.Listening listening = listen()) {
            try (Connection connection = dataSource.getConnection();
                    Statement kill = connection.createStatement()) {
                kill.execute(KILL_LISTENER);
            }
            await().atMost(PATIENCE).until(() -> woken.get() == 2);
            there.wakeUps().orElseThrow().send();
            await().atMost(PATIENCE).until(() -> woken.get() == 3);
        }
    }

    @Test
    void withoutBeingAskedForNobodyListens() {
        assertThat(JdbcPersistence.of(dataSource).wakeUps()).isEmpty();
        try (HikariDataSource h2 = TestDatabases.h2()) {
            Migrations.migrate(h2);
            assertThat(JdbcPersistence.builder(h2).wakeUps(true).build().wakeUps())
                    .isEmpty();
        }
    }
}
