package io.eventsourcing.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.VersionConflictException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnceTest {
    static final class Jar extends Aggregate<Jar.Event> {
        sealed interface Event permits Filled, Taken {}

        record Filled(int sweets) implements Event {}

        record Taken() implements Event {}

        private int sweets;

        private Jar() {}

        static Jar fill(UUID id, int sweets) {
            return create(Jar::new, id, new Filled(sweets));
        }

        void take() {
            if (sweets == 0) {
                throw new IllegalStateException("empty");
            }
            trigger(new Taken());
        }

        @Override
        protected void apply(Event event) {
            sweets = event instanceof Filled filled ? filled.sweets() : sweets - 1;
        }
    }

    static final class Kitchen extends Application {
        final Repository<Jar> jars = repository(Jar.class);

        Kitchen(EventSourcing eventSourcing) {
            this(eventSourcing, "Kitchen");
        }

        Kitchen(EventSourcing eventSourcing, String name) {
            super(eventSourcing, name);
        }

        void fill(UUID id, int sweets) {
            save(Jar.fill(id, sweets));
        }

        boolean take(String key, UUID id) {
            return once(key, () -> jars.update(id, Jar::take));
        }

        boolean doOnce(String key, Runnable command) {
            return once(key, command);
        }
    }

    private final EventSourcing eventSourcing = EventSourcing.inMemory();
    private final Kitchen kitchen = new Kitchen(eventSourcing);
    private final UUID id = UUID.randomUUID();

    @Test
    void aCommandWithTheSameKeyIsDoneOnceByManyAtTheSameTime() throws Exception {
        kitchen.fill(id, 20);
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> futures = IntStream.range(0, 40)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        if (kitchen.take("take " + i % 5, id)) {
                            done.incrementAndGet();
                        }
                    }))
                    .toList();
            for (Future<?> future : futures) {
                future.get();
            }
        }
        assertThat(done).hasValue(5);
        assertThat(kitchen.jars.get(id).sweets).isEqualTo(15);
    }

    @Test
    void aCommandThatFailedMayBeDoneAgain() {
        kitchen.fill(id, 0);
        assertThatThrownBy(() -> kitchen.take("first", id)).hasMessage("empty");
        assertThat(kitchen.doOnce("first", () -> {})).isTrue();
        assertThat(kitchen.doOnce("first", () -> {})).isFalse();
    }

    @Test
    void theKeyIsRememberedOnlyIfTheCallersTransactionCommits() {
        kitchen.fill(id, 3);
        assertThatThrownBy(() -> eventSourcing.transactions().required(() -> {
                    assertThat(kitchen.take("undone", id)).isTrue();
                    assertThat(kitchen.take("undone", id)).isFalse();
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(kitchen.jars.get(id).sweets).isEqualTo(3);
        assertThat(kitchen.take("undone", id)).isTrue();
    }

    @Test
    void insideTheCallersTransactionTheSameCommandOfAnotherIsAConflict() {
        kitchen.fill(id, 3);
        assertThatThrownBy(() -> eventSourcing.transactions().required(() -> {
                    kitchen.take("both", id);
                    eventSourcing.transactions().separate(() -> kitchen.doOnce("both", () -> {}));
                    return true;
                }))
                .isInstanceOf(VersionConflictException.class);
        assertThat(kitchen.jars.get(id).sweets).isEqualTo(3);
    }

    @Test
    void theKeyIsAnEventBesideThoseOfTheCommandAndBelongsToItsApplication() {
        kitchen.fill(id, 3);
        kitchen.take("shared", id);
        assertThat(kitchen.notificationLog().select(0, 10).notifications().stream()
                        .flatMap(notification -> eventSourcing.mapper().toDomain(notification.event()).stream())
                        .<Object>map(DomainEvent::body))
                .containsExactly(new Jar.Filled(3), new CommandHandled("shared"), new Jar.Taken());
        assertThat(new Kitchen(eventSourcing, "Other").doOnce("shared", () -> {}))
                .isTrue();
    }
}
