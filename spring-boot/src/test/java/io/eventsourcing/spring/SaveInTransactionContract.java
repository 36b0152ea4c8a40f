package io.eventsourcing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.AggregateUnusableException;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.spring.Shop.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What every transaction manager and database must hold to when events are saved in a transaction. */
abstract class SaveInTransactionContract extends ShopInSpring {
    @Test
    void eventsAndTheUsersRowsCommitTogether() {
        inTransaction(() -> {
            shop.place("1");
            invoice("1");
            assertThat(stored()).isEmpty();
        });
        assertThat(stored()).containsExactly("Placed 1");
        assertThat(invoices()).isEqualTo(1);
        assertThat(prompts).containsExactly(Set.of("Shop"));
    }

    @Test
    void eventsAndTheUsersRowsRollBackTogether() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    shop.place("1");
                    invoice("1");
                    shop.writeNow();
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(stored()).isEmpty();
        assertThat(invoices()).isZero();
        assertThat(prompts).isEmpty();
    }

    @Test
    void theFirstSaveMayComeFromAListenerBeforeTheCommit() {
        inTransaction(() -> publish(new BeforeCommit(() -> shop.place("1"))));
        assertThat(stored()).containsExactly("Placed 1");
    }

    @Test
    void aSecondSaveMayComeFromALaterListenerBeforeTheCommit() {
        inTransaction(() -> {
            shop.place("1");
            publish(new BeforeCommit(() -> shop.pay("1", 5)));
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    shop.pay("1", 7);
                }
            });
        });
        assertThat(stored()).containsExactly("Placed 1", "Paid 2", "Paid 3");
        assertThat(shop.paid("1")).isEqualTo(12);
    }

    @Test
    void aTransactionOfItsOwnInsideAnotherIsIndependent() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    shop.place("outer");
                    template(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
                            .executeWithoutResult(status -> shop.place("inner"));
                    assertThat(stored()).containsExactly("Placed 1");
                    shop.pay("outer", 3);
                    assertThat(shop.paid("outer")).isEqualTo(3);
                    throw new IllegalStateException("outer");
                }))
                .hasMessage("outer");
        assertThat(stored()).containsExactly("Placed 1");
        assertThat(shop.paid("inner")).isZero();
    }

    @Test
    void aConflictComesOutOfTheCommitWithItsType() {
        shop.place("1");
        assertThatThrownBy(() -> inTransaction(() -> {
                    shop.place("1");
                    invoice("1");
                }))
                .isInstanceOfSatisfying(VersionConflictException.class, conflict -> {
                    assertThat(conflict.originatorId()).isEqualTo(Order.idOf("1"));
                    assertThat(conflict.originatorVersion()).isEqualTo(1);
                });
        assertThat(invoices()).isZero();
        assertThat(stored()).containsExactly("Placed 1");
    }

    @Test
    void aFlushShowsAConflictAtOnce() {
        shop.place("1");
        assertThatThrownBy(() -> inTransaction(() -> {
                    shop.place("1");
                    assertThatThrownBy(shop::writeNow).isInstanceOf(VersionConflictException.class);
                    throw new IllegalStateException("seen");
                }))
                .hasMessage("seen");
    }

    @Test
    void aProxiedApplicationReadsInItsTransactionWhatItHasSaved() {
        shop.placeAndPay("1", 4);
        assertThat(shop.getClass()).isNotEqualTo(Shop.class);
        assertThat(shop.name()).isEqualTo("Shop");
        assertThat(shop.notificationLog().select(0, 10).notifications()).hasSize(3);
        assertThat(shop.paid("1")).isEqualTo(8);
    }

    @Test
    void withoutATransactionASaveCommitsByItself() {
        shop.place("1");
        assertThat(stored()).containsExactly("Placed 1");
        assertThat(prompts).containsExactly(Set.of("Shop"));
    }

    @Test
    void anAggregateWhoseTransactionRolledBackIsUnusable() {
        List<Order> kept = new ArrayList<>();
        assertThatThrownBy(() -> inTransaction(() -> {
                    kept.add(shop.placed("1"));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThatThrownBy(() -> kept.getFirst().pay(1)).isInstanceOf(AggregateUnusableException.class);
        assertThatThrownBy(() -> shop.save(kept.getFirst())).isInstanceOf(AggregateUnusableException.class);
    }

    @Test
    void aSaveInAReadOnlyTransactionIsRefused() {
        TransactionTemplate readOnly = template(TransactionDefinition.PROPAGATION_REQUIRED);
        readOnly.setReadOnly(true);
        assertThatThrownBy(() -> readOnly.executeWithoutResult(status -> shop.place("1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("read-only");
        assertThat(stored()).isEmpty();
    }

    @Test
    void aListenerAfterTheCommitSavesInATransactionOfItsOwn() {
        inTransaction(() -> {
            shop.place("1");
            publish(new AfterCommit(() -> shop.place("2")));
        });
        assertThat(stored()).containsExactly("Placed 1", "Placed 1");
    }

    @Test
    void aSaveWhileTheTransactionCommitsIsRefusedRatherThanLost() {
        List<Throwable> refused = new ArrayList<>();
        inTransaction(() -> {
            shop.place("1");
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    try {
                        shop.place("2");
                    } catch (RuntimeException e) {
                        refused.add(e);
                    }
                }
            });
        });
        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst()).hasMessageContaining("REQUIRES_NEW");
        assertThat(stored()).containsExactly("Placed 1");
    }

    @Test
    void aFailureThatWasSwallowedInsideStillRollsBack() {
        var transactions = context.getBean(EventSourcing.class).transactions();
        assertThatThrownBy(() -> transactions.separate(() -> {
                    shop.place("1");
                    assertThatThrownBy(() -> transactions.required(() -> {
                                throw new IllegalStateException("inner");
                            }))
                            .hasMessage("inner");
                    return true;
                }))
                .isInstanceOf(OperationalException.class);
        assertThat(stored()).isEmpty();
    }
}
