package io.eventsourcing.system;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.system.FollowerStatus.State;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunnerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final RunnerOptions OPTIONS =
            RunnerOptions.defaults().pollInterval(Duration.ofMillis(20)).retries(2);

    enum Kind {
        SINGLE_THREADED(Runner::singleThreaded),
        MULTI_THREADED(Runner::multiThreaded);

        final BiFunction<EventSourcedSystem, RunnerOptions, Runner> factory;

        Kind(BiFunction<EventSourcedSystem, RunnerOptions, Runner> factory) {
            this.factory = factory;
        }

        Runner of(EventSourcedSystem system) {
            return factory.apply(system, OPTIONS);
        }
    }

    private final EventSourcing eventSourcing = EventSourcing.inMemory();
    private final Ledger ledger = new Ledger(eventSourcing);
    private final Totals totals = new Totals(eventSourcing);
    private final EventSourcedSystem system = EventSourcedSystem.of(pipe(ledger, totals));

    private void payTimes(int times) {
        for (int i = 0; i < times; i++) {
            ledger.pay("Ada", 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFollowerCatchesUpWithWhatWasSavedBeforeItsStart(Kind kind) {
        ledger.open("Ada");
        payTimes(30);
        try (Runner runner = kind.of(system)) {
            runner.start();
            runner.await("Totals", PATIENCE);
            assertThat(totals.sum()).isEqualTo(30);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFollowerProcessesEachEventOnceAcrossStopsAndStarts(Kind kind) {
        ledger.open("Ada");
        try (Runner runner = kind.of(system)) {
            for (int i = 1; i <= 5; i++) {
                payTimes(7);
                runner.start();
                payTimes(3);
                runner.await("Totals", PATIENCE);
                runner.stop();
                assertThat(totals.sum()).isEqualTo(10 * i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailingPolicyLeavesNothingBehindAndStopsTheFollowerWithTheReason(Kind kind) {
        totals.also(event -> {
            if (event.body() instanceof Ledger.Account.Paid paid && paid.amount() == 13) {
                throw new IllegalStateException("unlucky");
            }
        });
        ledger.open("Ada");
        ledger.pay("Ada", 1);
        ledger.pay("Ada", 13);
        ledger.pay("Ada", 2);
        try (Runner runner = kind.of(system)) {
            runner.start();
            await().atMost(PATIENCE).until(() -> runner.statuses().getFirst().state() == State.STOPPED);
            assertThat(runner.statuses().getFirst().error())
                    .hasValueSatisfying(error -> assertThat(error).contains("unlucky", "Notification 3"));
            assertThat(totals.sum()).isEqualTo(1);
            assertThat(eventSourcing.persistence().trackingRecorder().failure("Totals", "Ledger", 0))
                    .isPresent();
            assertThatThrownBy(() -> runner.await("Totals", PATIENCE))
                    .isInstanceOf(FollowerException.class)
                    .hasMessageContaining("unlucky");

            runner.stop();
            totals.also(event -> {});
            runner.start();
            runner.await("Totals", PATIENCE);
            assertThat(totals.sum()).isEqualTo(16);
            await().atMost(PATIENCE)
                    .until(() -> eventSourcing
                            .persistence()
                            .trackingRecorder()
                            .failure("Totals", "Ledger", 0)
                            .isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatCannotBeReachedIsWaitedForHoweverOftenItFails(Kind kind) {
        AtomicInteger failures = new AtomicInteger();
        totals.also(event -> {
            if (failures.incrementAndGet() <= OPTIONS.failurePolicy().backoff().retries() + 3) {
                throw new OperationalException("connection lost", null);
            }
        });
        ledger.open("Ada");
        payTimes(1);
        try (Runner runner = kind.of(system)) {
            runner.start();
            runner.await("Totals", PATIENCE);
            assertThat(totals.sum()).isEqualTo(1);
            assertThat(runner.statuses().getFirst().state()).isEqualTo(State.RUNNING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rolledBackEventsReachNoFollower(Kind kind) {
        try (Runner runner = kind.of(system)) {
            runner.start();
            ledger.open("Ada");
            assertThatThrownBy(() -> eventSourcing.transactions().required(() -> {
                        ledger.pay("Ada", 5);
                        throw new IllegalStateException("changed my mind");
                    }))
                    .hasMessage("changed my mind");
            ledger.pay("Ada", 2);
            runner.await("Totals", PATIENCE);
            assertThat(totals.sum()).isEqualTo(2);
            assertThat(ledger.balance("Ada")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitingInsideATransactionIsRefused(Kind kind) {
        try (Runner runner = kind.of(system)) {
            runner.start();
            assertThatThrownBy(() -> eventSourcing.transactions().required(() -> {
                        runner.await("Totals", PATIENCE);
                        return null;
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("wait for that transaction itself");
        }
    }

    @Test
    void theSingleThreadedRunnerIsDoneWhenTheSavingMethodReturns() {
        try (Runner runner = Runner.singleThreaded(system, OPTIONS.pollInterval(Duration.ofHours(1)))) {
            runner.start();
            ledger.open("Ada");
            for (int i = 1; i <= 50; i++) {
                ledger.pay("Ada", 1);
                runner.await("Totals", PATIENCE);
                assertThat(totals.sum()).isEqualTo(i);
            }
        }
    }

    @Test
    void aFailingFollowerNeverReachesTheSavingThread() {
        totals.also(event -> {
            throw new AssertionError("not the saver's fault");
        });
        try (Runner runner = Runner.singleThreaded(system, OPTIONS)) {
            runner.start();
            ledger.open("Ada");
            ledger.pay("Ada", 1);
            assertThat(ledger.balance("Ada")).isEqualTo(1);
            await().atMost(PATIENCE).until(() -> runner.statuses().getFirst().state() == State.STOPPED);
        }
    }

    @Test
    void anEventTypeThatOnlyANewerVersionKnowsIsWaitedFor() {
        EventSourcing newer = EventSourcing.of(eventSourcing.persistence());
        new NewerLedger(newer).close("Ada");
        ledger.open("Bob");
        ledger.pay("Bob", 1);
        try (Runner runner = Runner.multiThreaded(system, OPTIONS)) {
            runner.start();
            await().atMost(PATIENCE)
                    .until(() -> runner.statuses().getFirst().state() == State.WAITING_FOR_NEWER_VERSION);
            assertThat(totals.sum()).isZero();
            eventSourcing.topics().register(NewerLedger.Closing.Closed.class);
            runner.await("Totals", PATIENCE);
            assertThat(totals.sum()).isEqualTo(1);
        }
    }

    /** The ledger as its next version has it. */
    private static final class NewerLedger extends Application {
        static final class Closing extends Aggregate<Closing.Event> {
            sealed interface Event permits Closed {}

            record Closed(String owner) implements Event {}

            static Closing of(String owner) {
                return create(Closing::new, UUID.randomUUID(), new Closed(owner));
            }

            @Override
            protected void apply(Event event) {}
        }

        NewerLedger(EventSourcing eventSourcing) {
            super(eventSourcing, "Ledger");
            repository(Closing.class);
        }

        void close(String owner) {
            save(Closing.of(owner));
        }
    }
}
