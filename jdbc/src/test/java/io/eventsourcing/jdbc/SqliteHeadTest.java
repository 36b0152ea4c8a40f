package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.NotificationQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SqliteHeadTest {
    private static List<Long> insert(JdbcPersistence persistence) {
        return persistence
                .eventRecorder()
                .insertEvents(RandomWriters.events(new Random()).subList(0, 1));
    }

    private static List<Long> readable(JdbcPersistence persistence) {
        long head = persistence.settledHead().read();
        return persistence
                .eventRecorder()
                .selectNotifications(
                        RandomWriters.APPLICATION,
                        NotificationQuery.after(0, 99).upTo(head))
                .stream()
                .map(notification -> notification.id())
                .toList();
    }

    @Test
    void anIdThatWasRolledBackIsDrawnAgainAndNobodyHasSeenItBefore() {
        try (HikariDataSource dataSource = TestDatabase.SQLITE_FILE.migrated()) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            JdbcPersistence reader = JdbcPersistence.of(dataSource);
            List<Long> first = insert(persistence);
            List<Long> undone = new ArrayList<>();
            assertThatThrownBy(() -> persistence.transactions().separate(() -> {
                        undone.addAll(insert(persistence));
                        assertThat(readable(reader)).isEqualTo(first);
                        throw new IllegalStateException("undone");
                    }))
                    .hasMessage("undone");
            assertThat(readable(reader)).isEqualTo(first);
            List<Long> second = insert(persistence);
            assertThat(second).isEqualTo(undone);
            assertThat(readable(reader)).containsExactly(first.getFirst(), second.getFirst());
        }
    }

    @Test
    void theIdOfADeletedEventIsNotDrawnAgainAndTheHeadDoesNotGoBack() {
        try (HikariDataSource dataSource = TestDatabase.SQLITE_FILE.migrated()) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            long deleted = insert(persistence).getFirst();
            assertThat(persistence.settledHead().read()).isEqualTo(deleted);
            persistence.execute(connection -> connection.createStatement().executeUpdate("DELETE FROM stored_events"));
            assertThat(persistence.settledHead().read()).isEqualTo(deleted);
            assertThat(insert(persistence).getFirst()).isGreaterThan(deleted);
        }
    }
}
