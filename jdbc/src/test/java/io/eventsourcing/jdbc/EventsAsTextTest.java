package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventsAsTextTest {
    private static final int RANDOM_STATES = 3_000;

    static List<Supplier<HikariDataSource>> databases() {
        return List.of(TestDatabases::h2, TestDatabases::postgres, TestDatabases::sqliteFile, TestDatabases::mariaDb);
    }

    private static List<@Nullable String> shown(HikariDataSource dataSource, List<byte[]> states) {
        Migrations.migrate(dataSource);
        JdbcPersistence persistence = JdbcPersistence.of(dataSource);
        UUID id = UUID.randomUUID();
        List<StoredEvent> events = new ArrayList<>();
        for (byte[] state : states) {
            events.add(new StoredEvent("School", id, events.size() + 1, "topic", state, null, null, Instant.EPOCH));
        }
        persistence.eventRecorder().insertEvents(events);
        return persistence.execute(connection -> {
            try (Statement select = connection.createStatement();
                    ResultSet rows = select.executeQuery("SELECT state FROM stored_events_as_text ORDER BY id")) {
                List<@Nullable String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        });
    }

    @ParameterizedTest
    @MethodSource("databases")
    void jsonIsShownAsItIs(Supplier<HikariDataSource> database) {
        List<String> texts = List.of(
                "{}",
                "{\"name\":\"Zoë\",\"dog\":\"🐕\",\"sum\":\"€5\",\"\\u0000\":\"a\\\\b\\nc\"}",
                "{\"every\":\"\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff\"}",
                "{\"long\":\"%s\"}".formatted("ä".repeat(100_000)));
        try (HikariDataSource dataSource = database.get()) {
            List<byte[]> states = texts.stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .toList();
            assertThat(shown(dataSource, states)).isEqualTo(texts);
        }
    }

    /** What is encrypted may begin with any byte, also with that of a brace; such a row must not fail the query. */
    @ParameterizedTest
    @MethodSource("databases")
    void whatIsNotTextIsNotShownAndFailsNothing(Supplier<HikariDataSource> database) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<byte[]> states = new ArrayList<>(List.of(
                new byte[0],
                new byte[] {0},
                new byte[] {'{', (byte) 0xff},
                new byte[] {'{', (byte) 0xc0, (byte) 0xaf},
                new byte[] {'{', (byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {'{', (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                new byte[] {'{', (byte) 0xe2, (byte) 0x82},
                "hidden".getBytes(StandardCharsets.UTF_8)));
        int certain = states.size();
        for (int i = 0; i < RANDOM_STATES; i++) {
            byte[] state = new byte[1 + random.nextInt(40)];
            random.nextBytes(state);
            state[0] = '{';
            states.add(state);
        }
        try (HikariDataSource dataSource = database.get()) {
            List<@Nullable String> shown = shown(dataSource, states);
            assertThat(shown.subList(0, certain)).containsOnlyNulls();
            for (int i = certain; i < states.size(); i++) {
                String text = shown.get(i);
                if (text != null) {
                    assertThat(text.getBytes(StandardCharsets.UTF_8))
                            .as("seed %d", seed)
                            .isEqualTo(states.get(i));
                }
            }
        }
    }
}
