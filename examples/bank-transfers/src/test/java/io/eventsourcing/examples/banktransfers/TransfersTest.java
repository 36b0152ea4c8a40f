package io.eventsourcing.examples.banktransfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import io.eventsourcing.system.Runner;
import io.eventsourcing.system.RunnerOptions;
import io.eventsourcing.testkit.scenario.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stories of customers, in memory and on the thread that saves. */
class TransfersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T12:00:00Z"));
    private final EventSourcing eventSourcing =
            EventSourcing.builder(new MemoryPersistence()).clock(clock).build();
    private final Bank bank = new Bank(eventSourcing);
    private final UUID ada = bank.accounts().open("Ada");
    private final UUID bob = bank.accounts().open("Bob");

    @BeforeEach
    void adaHasTenEuros() {
        bank.accounts().deposit(ada, 10_00);
    }

    @Test
    void moneyArrivesAndBothAreTold() {
        try (Runner runner = Runner.singleThreaded(bank.system())) {
            runner.start();
            bank.transfers().request(ada, bob, 3_50);
        }
        assertThat(bank.accounts().balance(ada)).isEqualTo(6_50);
        assertThat(bank.accounts().balance(bob)).isEqualTo(3_50);
        assertThat(bank.letters().to(ada)).containsExactly("3.50 euros were transferred");
        assertThat(bank.letters().to(bob)).containsExactly("3.50 euros have arrived");
    }

    @Test
    void nobodySendsMoreThanThereIs() {
        try (Runner runner = Runner.singleThreaded(bank.system())) {
            runner.start();
            bank.transfers().request(ada, bob, 10_01);
        }
        assertThat(bank.accounts().balance(ada)).isEqualTo(10_00);
        assertThat(bank.letters().to(ada))
                .containsExactly("10.01 euros were not transferred: the sender has too little money");
        assertThat(bank.letters().to(bob)).isEmpty();
    }

    @Test
    void whatAClosedAccountRefusesComesBack() {
        bank.accounts().close(bob);
        try (Runner runner = Runner.singleThreaded(bank.system())) {
            runner.start();
            UUID transfer = bank.transfers().request(ada, bob, 4_00);
            assertThat(bank.transfers().history(transfer))
                    .extracting(DomainEvent::body)
                    .extracting(body -> body.getClass().getSimpleName())
                    .containsExactly("Requested", "Charged", "SentBack", "Failed");
        }
        assertThat(bank.accounts().balance(ada)).isEqualTo(10_00);
        assertThat(bank.letters().to(ada))
                .containsExactly("4.00 euros were not transferred: the receiver's account is closed");
    }

    @Test
    void aTransferThatTookTooLongIsGivenUpAndItsMoneyComesBack() throws InterruptedException {
        UUID transfer = bank.transfers().request(ada, bob, 4_00);
        clock.advance(Transfers.PATIENCE);
        givesUp(transfer);
        try (Runner runner = Runner.singleThreaded(bank.system())) {
            runner.start();
            bank.await(runner, List.of(transfer), PATIENCE);
        }
        assertThat(bank.accounts().balance(ada)).isEqualTo(10_00);
        assertThat(bank.letters().to(ada)).containsExactly("4.00 euros were not transferred: it took too long");
    }

    /** Delivers the deadline while the accounts do not follow. */
    private void givesUp(UUID transfer) {
        try (Runner runner = Runner.multiThreaded(
                bank.system(),
                RunnerOptions.defaults().followers(bank.transfers().name()))) {
            runner.start();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> bank.transfers().history(transfer).size() == 2);
        }
    }

    @Test
    void anOrderThatNamesNoAccountOrNothingToTransferIsRefused() {
        UUID nobody = new UUID(0, 0);
        assertThatThrownBy(() -> bank.transfers().request(ada, nobody, 1)).hasMessage("There is no account " + nobody);
        for (long cents : List.of(0L, -1L)) {
            assertThatThrownBy(() -> bank.transfers().request(ada, bob, cents))
                    .hasMessageContaining("%d cents", cents)
                    .hasMessageEndingWith("are no transfer");
        }
        assertThatThrownBy(() -> bank.transfers().request(ada, ada, 1)).hasMessageEndingWith("are no transfer");
    }
}
