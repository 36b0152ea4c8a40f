package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableNamesTest {
    static Stream<TestDatabase> databases() {
        return Stream.of(TestDatabase.values());
    }

    static Stream<TestDatabase> databasesWithManyWriters() {
        return databases().filter(TestDatabase::manyWriters);
    }

    @Test
    void sqlHasTheSchemaAndThePrefix() {
        String sql = "CREATE INDEX ${prefix}ix ON ${tables}stored_events (id)";
        assertThat(TableNames.defaults().sql(sql)).isEqualTo("CREATE INDEX ix ON stored_events (id)");
        assertThat(new TableNames("es", "app_").sql(sql)).isEqualTo("CREATE INDEX app_ix ON es.app_stored_events (id)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a;", "a'", "a\"", "a.b", "1a", "ä", "a-b", "a\n", "a$"})
    void aNameThatWouldHaveToBeQuotedIsRefused(String name) {
        assertThatThrownBy(() -> TableNames.defaults().schema(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The schema '" + name + "' is refused");
        assertThatThrownBy(() -> TableNames.defaults().prefix(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The table prefix '" + name + "' is refused");
    }

    @Test
    void anEmptySchemaIsRefusedAndAnEmptyPrefixIsNone() {
        assertThatThrownBy(() -> TableNames.defaults().schema("")).isInstanceOf(IllegalArgumentException.class);
        assertThat(TableNames.defaults().prefix("")).isEqualTo(TableNames.defaults());
    }

    @Test
    void namesThatTheDatabaseWouldCutAreRefused() {
        TableNames prefix = TableNames.defaults().prefix("p".repeat(24));
        prefix.requireFit(Dialects.h2());
        assertThatThrownBy(() -> prefix.requireFit(Dialects.postgresql()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 24 characters: with PostgreSQL, use 23 at most");
        TableNames schema = TableNames.defaults().schema("s".repeat(64));
        assertThatThrownBy(() -> schema.requireFit(Dialects.postgresql()))
                .hasMessageContaining("use 63 at most");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void thePrefixOfTheGreatestLengthIsWhole(TestDatabase database) {
        try (HikariDataSource dataSource = database.open()) {
            int room = Dialects.of(dataSource).longestName() - TableNames.LONGEST_NAME;
            TableNames names = database.names(new TableNames("s".repeat(63), "p".repeat(room)));
            try (DatabaseFixture fixture = DatabaseFixture.of(dataSource, names)) {
                fixture.persistence().eventRecorder().insertEvents(RandomWriters.events(new Random(1)));
                assertThat(fixture.persistence().settledHead().read()).isPositive();
            }
        }
    }

    @Test
    void noNameInTheMigrationsIsLongerThanThePrefixLeavesRoomFor() {
        Pattern name = Pattern.compile("\\$\\{(?:tables|prefix)}(\\w+)");
        for (Dialect dialect : List.of(Dialects.h2(), Dialects.postgresql(), Dialects.mariadb(), Dialects.sqlite())) {
            for (MigrationScript script : MigrationScript.ALL) {
                assertThat(name.matcher(script.text(dialect)).results().map(found -> found.group(1)))
                        .isNotEmpty()
                        .allSatisfy(found -> assertThat(found).hasSizeLessThanOrEqualTo(TableNames.LONGEST_NAME));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("databasesWithManyWriters")
    void tablesOfOtherNamesInTheSameDatabaseDoNotDisturbEachOther(TestDatabase database) {
        try (HikariDataSource dataSource = database.open()) {
            JdbcPersistence plain = persistence(dataSource, TableNames.defaults());
            JdbcPersistence prefixed = persistence(dataSource, new TableNames(null, "app_"));
            JdbcPersistence elsewhere = persistence(dataSource, database.names(new TableNames("es", "app_")));
            List<JdbcPersistence> others = List.of(plain, elsewhere);

            prefixed.transactions().separate(() -> {
                insert(prefixed, 3);
                for (JdbcPersistence other : others) {
                    insert(other, 2);
                    other.transactions().separate(() -> {
                        assertThat(other.trackingRecorder().lock("F", "School", Segment.whole()))
                                .isPresent();
                        return prefixed.trackingRecorder().lock("F", "School", Segment.whole());
                    });
                    assertThat(other.settledHead().read()).isEqualTo(2);
                    assertThat(other.settledHead().delay()).isEmpty();
                }
                assertThat(prefixed.settledHead().read()).isZero();
                return true;
            });

            assertThat(prefixed.settledHead().read()).isEqualTo(3);
            assertThat(prefixed.eventRecorder().maxNotificationId(RandomWriters.APPLICATION))
                    .hasValue(3);
            assertThat(plain.eventRecorder().maxNotificationId(RandomWriters.APPLICATION))
                    .hasValue(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE_FILE", "SQLITE_IN_MEMORY"})
    void tablesOfOtherPrefixesInTheSameFileAreApart(TestDatabase database) {
        try (HikariDataSource dataSource = database.open()) {
            JdbcPersistence plain = persistence(dataSource, TableNames.defaults());
            JdbcPersistence prefixed = persistence(dataSource, new TableNames(null, "app_"));
            insert(plain, 2);
            insert(prefixed, 3);
            insert(plain, 2);
            assertThat(plain.settledHead().read()).isEqualTo(4);
            assertThat(prefixed.settledHead().read()).isEqualTo(3);
            prefixed.transactions().separate(() -> prefixed.trackingRecorder().lock("F", "School", Segment.whole()));
            assertThat(prefixed.trackingRecorder().followers()).hasSize(1);
            assertThat(plain.trackingRecorder().followers()).isEmpty();
        }
    }

    private static JdbcPersistence persistence(HikariDataSource dataSource, TableNames names) {
        Migrations.migrate(dataSource, names);
        return JdbcPersistence.builder(dataSource).tables(names).build();
    }

    private static void insert(JdbcPersistence persistence, int count) {
        for (int i = 0; i < count; i++) {
            persistence
                    .eventRecorder()
                    .insertEvents(List.of(new StoredEvent(
                            RandomWriters.APPLICATION,
                            UUID.randomUUID(),
                            1,
                            "topic",
                            new byte[0],
                            null,
                            null,
                            Instant.EPOCH)));
        }
    }
}
