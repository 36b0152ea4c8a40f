package io.eventsourcing.spring.test.kennel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.spring.test.Committed;
import io.eventsourcing.spring.test.EventSourcingTest;
import io.eventsourcing.spring.test.TestEvents;
import io.eventsourcing.spring.test.kennel.Guest.Arrived;
import io.eventsourcing.spring.test.kennel.Guest.Fed;
import io.eventsourcing.system.Runner;
import io.eventsourcing.testkit.scenario.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.transaction.TestTransaction;

@EventSourcingTest(runner = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KennelTest {
    private final Kennel kennel;
    private final TestEvents events;
    private final TestClock clock;
    private final JdbcClient jdbc;

    @Autowired
    KennelTest(Kennel kennel, TestEvents events, TestClock clock, JdbcClient jdbc) {
        this.kennel = kennel;
        this.events = events;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    private long rows(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    @Test
    void onlyWhatBelongsToEventSourcingIsFound(@Autowired ApplicationContext context) {
        assertThat(context.getBeansOfType(Meals.class)).hasSize(1);
        assertThat(context.getBeansOfType(Runner.class)).hasSize(1);
        assertThat(context.getBeansOfType(Reception.class)).isEmpty();
    }

    @Test
    @Order(1)
    void aTestIsATransactionWithItsEvents() {
        events.given(kennel, Guest.idOf("Fido"), new Arrived("Fido"), new Fed(10));
        events.when(() -> kennel.feed("Fido", 20)).then(new Fed(20));
        events.when(() -> kennel.feed("Fido", 0)).thenThrows(IllegalArgumentException.class);
        assertThat(events.eventsOf(kennel, Guest.idOf("Fido")))
                .extracting(DomainEvent::originatorVersion)
                .containsExactly(1L, 2L, 3L);
        assertThat(TestTransaction.isActive()).isTrue();
        clock.advance(Duration.ofDays(1));
    }

    @Test
    @Order(2)
    void ofTheTransactionBeforeNothingIsLeft() {
        assertThat(kennel.knows("Fido")).isFalse();
        assertThat(rows("stored_events")).isZero();
        kennel.arrive("Fido");
        assertThat(events.eventsOf(kennel, Guest.idOf("Fido")))
                .extracting(DomainEvent::recordedAt)
                .containsExactly(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class Committing {
        @Test
        @Committed
        @Order(1)
        void aCommittedTestHasFollowersReactAtOnce(@Autowired Meals meals) {
            int before = meals.grams();
            kennel.arrive("Rex");
            events.when(() -> kennel.feed("Rex", 30)).then(new Fed(30));
            assertThat(meals.grams() - before).isEqualTo(30);
            assertThat(rows("followers")).isEqualTo(1);
        }

        @Test
        @Committed
        @Order(2)
        void ofACommittedTestNothingIsLeftInTheTables(@Autowired Meals meals) {
            int before = meals.grams();
            assertThat(kennel.knows("Rex")).isFalse();
            kennel.arrive("Rex");
            kennel.feed("Rex", 5);
            assertThat(meals.grams() - before).isEqualTo(5);
            assertThatThrownBy(() -> kennel.arrive("Rex")).isInstanceOf(VersionConflictException.class);
        }

        @Test
        @Order(3)
        void everyTableIsEmptied() {
            Set<String> filled = jdbc
                    .sql(
                            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC' AND table_type = 'BASE TABLE'")
                    .query(String.class)
                    .list()
                    .stream()
                    .filter(table -> rows('"' + table + '"') > 0)
                    .collect(Collectors.toSet());
            assertThat(filled).allMatch(table -> table.toLowerCase(Locale.ROOT).contains("_schema"));
        }
    }
}
