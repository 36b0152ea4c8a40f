package io.eventsourcing.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.jpa.Accounts.Account;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerException;
import io.eventsourcing.system.FollowerStatus;
import io.eventsourcing.system.Runner;
import io.eventsourcing.system.RunnerOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What holds on every database for a projection that writes entities in its follower's transaction. */
abstract class JpaProjectionContract extends AccountsInTheUnit {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** An invoice for each owner; a second account of the same owner is refused by the flush only. */
    private final class Invoices implements Projection {
        @Override
        public void project(DomainEvent<?> event) {
            switch (event.body()) {
                case Account.Opened opened -> persistence.entityManager().persist(new Invoice(opened.owner(), 0));
                case Account.Paid paid
                when paid.amount() < 0 -> persistence.entityManager().persist(new Invoice("Ada", paid.amount()));
                default -> {}
            }
        }
    }

    private Runner runner() {
        EventSourcedSystem system = EventSourcedSystem.of(EventSourcedSystem.pipe(accounts, new Invoices()));
        return Runner.multiThreaded(system, RunnerOptions.defaults().retries(1));
    }

    @Test
    void rowsAndPositionCommitTogether() {
        try (Runner runner = runner()) {
            runner.start();
            accounts.open("Ada");
            accounts.open("Grace");
            runner.await("Invoices", LONG);
        }
        assertThat(invoices()).isEqualTo(2);
    }

    @Test
    void anErrorThatShowsOnlyAtTheCommitIsTheFaultOfItsOwnEvent() {
        accounts.open("Ada");
        accounts.open("Grace");
        accounts.pay("Ada", -1);
        accounts.open("Barbara");
        try (Runner runner = runner()) {
            runner.start();
            assertThatThrownBy(() -> runner.await("Invoices", LONG)).isInstanceOf(FollowerException.class);
            FollowerStatus status = runner.statuses().getFirst();
            assertThat(status.state()).isEqualTo(FollowerStatus.State.STOPPED);
            assertThat(status.error().orElseThrow()).startsWith("Notification 3 ");
        }
        assertThat(invoices()).as("what came before the culprit").isEqualTo(2);
        assertThat(persistence.trackingRecorder().maxTrackingId("Invoices", "Accounts"))
                .hasValue(2);
    }
}
