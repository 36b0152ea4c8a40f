package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.DataException;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.StoredEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values at the limits of a database are stored as they are, or refused with nothing of their append stored. */
class ValuesTest {
    private static final String ORDINARY = "ordinary";
    private final UUID fido = UUID.randomUUID();

    private StoredEvent event(String application, String topic, String originatorTopic, String metadata) {
        return new StoredEvent(
                application, fido, 2, topic, new byte[] {0, '\'', '\\'}, originatorTopic, metadata, Instant.EPOCH);
    }

    /** Whether the event was stored as it is; if not, the error names all of these. */
    private static boolean kept(JdbcPersistence persistence, StoredEvent event, String... named) {
        StoredEvent before =
                new StoredEvent(ORDINARY, UUID.randomUUID(), 1, ORDINARY, new byte[0], null, null, Instant.EPOCH);
        try {
            persistence.eventRecorder().insertEvents(List.of(before, event));
        } catch (DataException e) {
            assertThat(e.retryable()).isFalse();
            assertThat(named).allSatisfy(part -> assertThat(e).hasMessageContaining(part));
            assertThat(persistence.eventRecorder().selectEvents(ORDINARY, before.originatorId(), EventQuery.all()))
                    .isEmpty();
            return false;
        }
        assertThat(persistence
                        .eventRecorder()
                        .selectEvents(event.applicationName(), event.originatorId(), EventQuery.all()))
                .containsExactly(event);
        return true;
    }

    @ParameterizedTest
    @EnumSource
    void zeroBytesInTextsAreKeptOrTheirColumnIsNamed(TestDatabase database) {
        boolean expected = database != TestDatabase.POSTGRESQL;
        try (HikariDataSource dataSource = database.migrated()) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            String zero = "a\0b";
            assertThat(kept(persistence, event(zero, "t", null, null), "application_name", "U+0000"))
                    .isEqualTo(expected);
            assertThat(kept(persistence, event("b", zero, null, null), "topic", "U+0000"))
                    .isEqualTo(expected);
            assertThat(kept(persistence, event("c", "t", zero, null), "originator_topic", "U+0000"))
                    .isEqualTo(expected);
            assertThat(kept(persistence, event("d", "t", null, zero), "metadata", "U+0000"))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesOfThousandsOfCharactersAreKeptOrRefused(TestDatabase database) {
        String longName = new Random(1)
                .ints(10_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        boolean expected = database != TestDatabase.POSTGRESQL && database != TestDatabase.MARIADB;
        try (HikariDataSource dataSource = database.migrated()) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            assertThat(kept(persistence, event(longName, "t", null, null))).isEqualTo(expected);
            assertThat(kept(persistence, event("b", "t", longName, null))).isEqualTo(expected);
            assertThat(kept(persistence, event("c", longName, null, longName))).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesThatDifferInCaseOrInSpacesAreDifferent(TestDatabase database) {
        try (HikariDataSource dataSource = database.migrated()) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            for (String name : List.of("School", "school", "School ", " School", "Schóol", "")) {
                assertThat(kept(persistence, event(name, name, name, null))).isTrue();
            }
            assertThat(persistence.eventRecorder().selectFirstEvents("School", "School", 0, 9))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStateOf64MebibytesIsKeptOrRefused(TestDatabase database) {
        byte[] state = new byte[64 << 20];
        Arrays.fill(state, (byte) 'x');
        state[state.length - 1] = 0;
        boolean expected = database != TestDatabase.MARIADB;
        try (HikariDataSource dataSource = database.migrated()) {
            StoredEvent large = new StoredEvent("a", fido, 2, "t", state, null, null, Instant.EPOCH);
            String[] named = database == TestDatabase.MARIADB ? new String[] {"max_allowed_packet"} : new String[0];
            assertThat(kept(JdbcPersistence.of(dataSource), large, named)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void appendsOfManyEventsAreWholeAndInOrder(TestDatabase database) {
        try (HikariDataSource dataSource = database.migrated()) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            List<StoredEvent> events = new Random(1)
                    .ints(2_000, 0, 2_000)
                    .mapToObj(size ->
                            new StoredEvent("a", UUID.randomUUID(), 1, "t", new byte[size], null, null, Instant.EPOCH))
                    .toList();
            List<Long> ids = persistence.eventRecorder().insertEvents(events);
            assertThat(ids).hasSize(events.size()).isSorted().doesNotHaveDuplicates();
            assertThat(persistence
                            .eventRecorder()
                            .selectNotifications(
                                    "a",
                                    NotificationQuery.after(0, 9_999)
                                            .upTo(persistence.settledHead().read())))
                    .extracting(notification -> notification.event())
                    .isEqualTo(events);
        }
    }

    @ParameterizedTest
    @EnumSource
    void timesAreThoseOfUtcWhateverTheTimeZoneOfTheJvm(TestDatabase database) {
        TimeZone before = TimeZone.getDefault();
        try (HikariDataSource dataSource = database.migrated()) {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            for (String time : List.of(
                    "2026-03-08T02:30:00Z",
                    "2026-11-01T05:30:00.000001Z",
                    "1883-11-18T17:00:00.999999Z",
                    "9999-12-31T23:59:59.999999Z")) {
                StoredEvent at = new StoredEvent(time, fido, 1, "t", new byte[0], null, null, Instant.parse(time));
                persistence.eventRecorder().insertEvents(List.of(at));
                assertThat(persistence.eventRecorder().selectEvents(time, fido, EventQuery.all()))
                        .containsExactly(at);
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }
}
