package io.eventsourcing.docs;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventLog;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.ProcessApplication;
import io.eventsourcing.system.Runner;
import io.eventsourcing.system.ScheduledMessage;
import io.eventsourcing.testkit.scenario.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The listings of the guide to deadlines. */
class DeadlinesGuideTest {
    record Ordered(String number) {}

    record Paid(String number) {}

    record Reminded(String number) {}

    static final class Orders extends Application {
        final EventLog<Object> orders = log(new UUID(0, 1), Object.class, Ordered.class, Paid.class);

        Orders(EventSourcing eventSourcing) {
            super(eventSourcing);
        }
    }

    static final class Reminders extends ProcessApplication {
        record PaymentMissing(String number) {}

        private final EventLog<Reminded> reminded = log(new UUID(0, 2), Reminded.class);

        Reminders(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        private static UUID deadlineOf(String number) {
            return NameBasedUuid.forUrl("/payments/" + number);
        }

        @Override
        protected Set<Class<?>> messageTypes() {
            return Set.of(PaymentMissing.class);
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            switch (event.body()) {
                case Ordered(String number) -> {
                    Instant due = event.recordedAt().plus(Duration.ofDays(14));
                    schedule(deadlineOf(number), due, new PaymentMissing(number));
                }
                case Paid(String number) -> cancel(deadlineOf(number));
                default -> {}
            }
        }

        @Override
        protected void onMessage(ScheduledMessage message) {
            if (message.body() instanceof PaymentMissing missing) {
                reminded.append(new Reminded(missing.number()));
            }
        }
    }

    @Test
    void whoHasNotPaidInTimeIsReminded() {
        TestClock clock = TestClock.at(Instant.parse("2026-01-01T12:00:00Z"));
        EventSourcing eventSourcing =
                EventSourcing.builder(new MemoryPersistence()).clock(clock).build();
        Orders orders = new Orders(eventSourcing);
        Reminders reminders = new Reminders(eventSourcing);
        try (Runner runner = Runner.multiThreaded(EventSourcedSystem.of(pipe(orders, reminders)))) {
            runner.start();
            orders.orders.append(new Ordered("A1"));
            orders.orders.append(new Ordered("A2"));
            orders.orders.append(new Paid("A1"));
            runner.await("Reminders", Duration.ofSeconds(60));
            assertThat(reminders.reminded.list()).isEmpty();
            clock.advance(Duration.ofDays(14));
            Awaitility.await().until(() -> !reminders.reminded.list().isEmpty());
        }
        assertThat(reminders.reminded.list()).extracting(DomainEvent::body).isEqualTo(List.of(new Reminded("A2")));
    }
}
