package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.StoredEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the guide to the tables says of archiving. */
class ArchivingTest {
    private static final Instant OLD = Instant.now().minus(Duration.ofDays(1_000));

    private final HikariDataSource dataSource = TestDatabases.postgres();
    private final JdbcPersistence persistence;
    private final UUID quiet = UUID.randomUUID();
    private final UUID lively = UUID.randomUUID();
    private final UUID behind = UUID.randomUUID();

    ArchivingTest() {
        Migrations.migrate(dataSource);
        persistence = JdbcPersistence.of(dataSource);
        Guide.run(dataSource, Guide.TABLES.sql("archive table"));
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    private List<Long> insert(UUID id, Instant recordedAt, long... versions) {
        List<StoredEvent> events = new ArrayList<>();
        for (long version : versions) {
            events.add(new StoredEvent("School", id, version, "topic", new byte[] {1}, null, null, recordedAt));
        }
        return persistence.eventRecorder().insertEvents(events);
    }

    private void follow(long position) {
        persistence.transactions().separate(() -> {
            var tracking = persistence
                    .trackingRecorder()
                    .lock("Follower", "School", Segment.whole())
                    .orElseThrow();
            persistence.trackingRecorder().move(tracking, position);
            return true;
        });
    }

    private void archive() {
        Guide.run(dataSource, Guide.TABLES.sql("archive"));
    }

    private List<Long> ids(String table) {
        return persistence.execute(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT id FROM " + table + " ORDER BY id");
                    ResultSet rows = select.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        });
    }

    @Test
    void quietStreamsThatFollowersHavePassedMoveWithTheirIdsAndFollowersGoOn() {
        List<Long> gone = new ArrayList<>(insert(quiet, OLD, 1, 2));
        List<Long> stay = new ArrayList<>(insert(lively, OLD, 1));
        gone.addAll(insert(quiet, OLD, 3));
        stay.addAll(insert(lively, Instant.now(), 2));
        persistence.snapshotRecorder().insertEvents(List.of(snapshot(quiet), snapshot(lively)));
        long position = stay.getLast();
        follow(position);
        stay.addAll(insert(behind, OLD, 1));

        archive();

        assertThat(ids("stored_events_archive")).isEqualTo(gone);
        assertThat(ids("stored_events")).isEqualTo(stay);
        assertThat(persistence.snapshotRecorder().selectEvents("School", quiet, EventQuery.all()))
                .isEmpty();
        assertThat(persistence.snapshotRecorder().selectEvents("School", lively, EventQuery.all()))
                .hasSize(1);
        List<Long> next = insert(lively, Instant.now(), 3);
        for (JdbcPersistence reader : List.of(persistence, JdbcPersistence.of(dataSource))) {
            long head = reader.settledHead().read();
            assertThat(reader.eventRecorder()
                            .selectNotifications(
                                    "School",
                                    NotificationQuery.after(position, 9).upTo(head)))
                    .extracting(Notification::id)
                    .containsExactly(stay.getLast(), next.getFirst());
        }
    }

    private StoredEvent snapshot(UUID id) {
        return new StoredEvent("School", id, 1, "snapshot", new byte[0], "dog", null, OLD);
    }

    @Test
    void withNothingToLeaveNothingIsMoved() {
        List<Long> stay = insert(quiet, OLD, 1, 2);
        archive();
        follow(stay.getFirst());
        archive();
        assertThat(ids("stored_events")).isEqualTo(stay);
        assertThat(ids("stored_events_archive")).isEmpty();
    }

    @Test
    void anIdThatIsGivenAgainIsNotArchivedOverItsFirstPast() {
        follow(insert(quiet, OLD, 1, 2).getLast());
        archive();
        List<Long> again = insert(quiet, OLD, 1);
        persistence.execute(connection -> {
            try (PreparedStatement move = connection.prepareStatement("UPDATE followers SET position = 99")) {
                return move.executeUpdate();
            }
        });
        assertThatThrownBy(this::archive).hasStackTraceContaining("stored_events_archive_uk");
        assertThat(ids("stored_events")).isEqualTo(again);
        assertThat(ids("stored_events_archive")).hasSize(2);
    }
}
