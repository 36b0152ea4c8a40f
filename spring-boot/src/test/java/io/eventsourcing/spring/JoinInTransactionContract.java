package io.eventsourcing.spring;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.PersistenceException;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.spring.Shop.Order.Placed;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerException;
import io.eventsourcing.system.Runner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Followers that process in Spring's transactions, whatever the manager. */
abstract class JoinInTransactionContract extends ShopInSpring {
    /** A read model in rows of the application's own. */
    private final class Invoicing implements Projection {
        @Override
        public void project(DomainEvent<?> event) {
            if (event.body() instanceof Placed placed) {
                if (placed.number().equals("forgiven")) {
                    assertThatThrownBy(() -> inTransaction(() -> {
                                throw new IllegalStateException("inner");
                            }))
                            .hasMessage("inner");
                }
                if (placed.number().equals("refused")) {
                    throw new IllegalStateException("no invoice");
                }
                invoice(placed.number());
            }
        }
    }

    private Runner runner;

    @BeforeEach
    void join() {
        EventSourcedSystem system = EventSourcedSystem.of(pipe(shop, new Invoicing()));
        runner = Runner.joining(system);
        runner.start();
    }

    @AfterEach
    void leave() {
        runner.stop();
    }

    @Test
    void followersProcessBeforeTheCommitOfTheTransactionThatSaves() {
        inTransaction(() -> {
            shop.place("1");
            shop.placeAndPay("2", 5);
            assertThat(invoices()).isZero();
        });
        assertThat(invoices()).isEqualTo(2);
        shop.place("3");
        assertThat(invoices()).isEqualTo(3);
        assertThatThrownBy(() -> inTransaction(() -> {
                    shop.place("4");
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(invoices()).isEqualTo(3);
    }

    @Test
    void aTransactionThatDoesNotSeeWhatOthersCommitIsRefused() {
        TransactionTemplate old = template(TransactionDefinition.PROPAGATION_REQUIRED);
        old.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        assertThatThrownBy(() -> old.executeWithoutResult(status -> shop.place("1")))
                .isInstanceOf(PersistenceException.class)
                .hasMessageContaining("READ COMMITTED");
        assertThat(stored()).isEmpty();
    }

    @Test
    void aFailingFollowerRollsBackTheUsersTransaction() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    invoice("by hand");
                    shop.place("refused");
                }))
                .isInstanceOf(FollowerException.class)
                .hasMessageContaining("Shop -> Invoicing")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> shop.place("refused")).isInstanceOf(FollowerException.class);
        assertThatThrownBy(() -> inTransaction(() -> shop.place("forgiven"))).isInstanceOf(OperationalException.class);
        assertThat(stored()).isEmpty();
        assertThat(invoices()).isZero();
        shop.place("1");
        assertThat(invoices()).isEqualTo(1);
    }
}
