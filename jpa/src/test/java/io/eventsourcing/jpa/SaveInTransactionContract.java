package io.eventsourcing.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.AggregateUnusableException;
import io.eventsourcing.jpa.Accounts.Account;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.VersionConflictException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds on every database when events are saved in the transaction of an EntityManager. */
abstract class SaveInTransactionContract extends AccountsInTheUnit {
    @Test
    void eventsAndEntitiesCommitTogether() {
        persistence.runInTransaction(entityManager -> {
            accounts.open("Ada");
            entityManager.persist(new Invoice("1", 20));
            accounts.pay("Ada", 20);
            assertThat(accounts.balance("Ada")).isEqualTo(20);
            assertThat(events()).isZero();
        });
        assertThat(events()).isEqualTo(2);
        assertThat(invoices()).isEqualTo(1);
        assertThat(prompts).containsExactly(Set.of("Accounts"));
    }

    @Test
    void eventsAndEntitiesRollBackTogether() {
        assertThatThrownBy(() -> persistence.runInTransaction(entityManager -> {
                    accounts.open("Ada");
                    entityManager.persist(new Invoice("1", 20));
                    entityManager.flush();
                    accounts.writeNow();
                    throw new IllegalStateException("changed my mind");
                }))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("changed my mind");
        assertThat(events()).isZero();
        assertThat(invoices()).isZero();
        assertThat(prompts).isEmpty();
    }

    @Test
    void entitiesAreFlushedBeforeEventsAreInserted() {
        List<Boolean> eventWasThere = new ArrayList<>();
        persistence.runInTransaction(entityManager -> {
            accounts.open("Ada");
            entityManager.persist(new Invoice("1", 20).afterInsert(() -> eventWasThere.add(written("Ada"))));
        });
        assertThat(eventWasThere).containsExactly(false);
        assertThat(written("Ada")).isTrue();
    }

    private boolean written(String owner) {
        return !persistence
                .eventRecorder()
                .selectEvents("Accounts", Account.idOf(owner), EventQuery.all())
                .isEmpty();
    }

    @Test
    void whatAnEntityListenerSavesDuringTheFlushIsWrittenToo() {
        persistence.runInTransaction(
                entityManager -> entityManager.persist(new Invoice("1", 20).afterInsert(() -> accounts.open("Ada"))));
        assertThat(accounts.contains("Ada")).isTrue();
        assertThat(prompts).hasSize(1);
    }

    @Test
    void aRowThatTheFlushRefusesSurfacesAndNothingIsWritten() {
        persistence.runInTransaction(entityManager -> entityManager.persist(new Invoice("1", 20)));
        List<Account> opened = new ArrayList<>();
        assertThatThrownBy(() -> persistence.runInTransaction(entityManager -> {
                    opened.add(accounts.open("Ada"));
                    entityManager.persist(new Invoice("1", 30));
                }))
                .isInstanceOf(PersistenceException.class)
                .hasRootCauseInstanceOf(SQLException.class);
        assertThat(events()).isZero();
        assertThat(amountOf("1")).isEqualTo(20);
        assertThat(prompts).isEmpty();
        assertThatThrownBy(() -> opened.getFirst().pay(1)).isInstanceOf(AggregateUnusableException.class);
        accounts.open("Ada");
        assertThat(Sql.number(dataSource, "SELECT max(id) FROM stored_events"))
                .as("the first id, since none was drawn for what the flush refused")
                .isEqualTo(1);
    }

    @Test
    void anExceptionThrownWithinTheFlushRollsBack() {
        assertThatThrownBy(() -> persistence.runInTransaction(entityManager -> {
                    accounts.open("Ada");
                    entityManager.persist(new Invoice("1", 20).afterInsert(() -> {
                        throw new IllegalStateException("in the flush");
                    }));
                }))
                .hasStackTraceContaining("in the flush");
        assertThat(events()).isZero();
        assertThat(invoices()).isZero();
    }

    @Test
    void aConflictComesOutOfTheCommitAndRollsTheEntitiesBack() {
        accounts.open("Ada");
        assertThatThrownBy(() -> persistence.runInTransaction(entityManager -> {
                    accounts.open("Ada");
                    entityManager.persist(new Invoice("1", 20));
                }))
                .isInstanceOf(VersionConflictException.class)
                .hasMessageContaining(Account.idOf("Ada").toString());
        assertThat(invoices()).isZero();
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void aClearedPersistenceContextForgetsItsEntitiesAndNotTheEvents() {
        persistence.runInTransaction(entityManager -> {
            accounts.open("Ada");
            entityManager.persist(new Invoice("1", 20));
            entityManager.clear();
            accounts.pay("Ada", 5);
        });
        assertThat(invoices()).isZero();
        assertThat(accounts.balance("Ada")).isEqualTo(5);
    }

    @Test
    void aTransactionMarkedForRollBackStoresNothingAndSaysSo() {
        assertThatThrownBy(() -> persistence.runInTransaction(entityManager -> {
                    accounts.open("Ada");
                    entityManager.getTransaction().setRollbackOnly();
                }))
                .isInstanceOf(OperationalException.class)
                .hasMessageContaining("setRollbackOnly");
        assertThat(events()).isZero();
        assertThat(prompts).isEmpty();
    }

    @Test
    void anErrorOfTheEntityManagerThatWasSwallowedStillRollsBack() {
        persistence.runInTransaction(entityManager -> entityManager.persist(new Invoice("1", 20)));
        assertThatThrownBy(() -> persistence.runInTransaction(entityManager -> {
                    accounts.open("Ada");
                    entityManager.persist(new Invoice("1", 30));
                    assertThatThrownBy(entityManager::flush).isInstanceOf(PersistenceException.class);
                    entityManager.clear();
                }))
                .isInstanceOf(OperationalException.class);
        assertThat(events()).isZero();
    }

    @Test
    void aTransactionThatItsWorkEndsIsAnErrorAndItsEventsAreNotStored() {
        assertThatThrownBy(() -> persistence.runInTransaction(entityManager -> {
                    accounts.open("Ada");
                    entityManager.getTransaction().commit();
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended by the work");
        assertThat(events()).isZero();
    }

    @Test
    void workJoinsTheTransactionThatIsActive() {
        persistence.runInTransaction(outer -> {
            accounts.open("Ada");
            persistence.runInTransaction(inner -> assertThat(inner).isSameAs(outer));
            assertThat(persistence.entityManager()).isSameAs(outer);
            assertThat(events()).isZero();
        });
        assertThat(events()).isEqualTo(1);
        assertThatThrownBy(persistence::entityManager).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEntityManagerOfOnesOwnKeepsItsEntitiesFromOneTransactionToTheNext() {
        try (var own = factory.createEntityManager()) {
            Invoice invoice = new Invoice("1", 20);
            persistence.runInTransaction(own, () -> {
                own.persist(invoice);
                accounts.open("Ada");
                persistence.runInTransaction(own, () -> accounts.pay("Ada", 1));
                assertThat(events()).isZero();
            });
            assertThat(own.isOpen()).isTrue();
            assertThat(own.contains(invoice)).isTrue();
            persistence.runInTransaction(own, () -> {
                invoice.add(5);
                accounts.pay("Ada", 5);
            });
        }
        assertThat(amountOf("1")).isEqualTo(25);
        assertThat(accounts.balance("Ada")).isEqualTo(6);
    }

    @Test
    void anEntityManagerOfOnesOwnGoesOnAfterARollBack() {
        try (var own = factory.createEntityManager()) {
            assertThatThrownBy(() -> persistence.runInTransaction(own, () -> {
                        own.persist(new Invoice("1", 20));
                        accounts.open("Ada");
                        throw new IllegalStateException("undone");
                    }))
                    .hasMessage("undone");
            assertThat(own.isOpen()).isTrue();
            own.clear();
            persistence.runInTransaction(own, () -> {
                own.persist(new Invoice("2", 20));
                accounts.open("Ada");
            });
        }
        assertThat(invoices()).isEqualTo(1);
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void aTransactionThatWasBegunElsewhereIsRefused() {
        try (var own = factory.createEntityManager()) {
            own.getTransaction().begin();
            assertThatThrownBy(() -> persistence.runInTransaction(own, () -> accounts.open("Ada")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("runInTransaction");
            own.getTransaction().rollback();
        }
        assertThat(events()).isZero();
    }

    @Test
    void aTransactionOfItsOwnInsideAnotherIsIndependent() {
        assertThatThrownBy(() -> persistence.runInTransaction(outer -> {
                    accounts.open("outer");
                    try (var own = factory.createEntityManager()) {
                        persistence.runInTransaction(own, () -> accounts.open("inner"));
                    }
                    assertThat(events()).isEqualTo(1);
                    assertThat(accounts.contains("outer")).isTrue();
                    throw new IllegalStateException("outer");
                }))
                .hasMessage("outer");
        assertThat(events()).isEqualTo(1);
        assertThat(accounts.contains("inner")).isTrue();
    }

    @Test
    void whatMaySucceedWhenTriedAgainIsOperational() {
        SQLException deadlock = new SQLException("deadlock", "40001");
        assertThatThrownBy(() -> persistence.runInTransaction(entityManager -> {
                    throw new PersistenceException("the provider's words", deadlock);
                }))
                .isInstanceOf(OperationalException.class)
                .hasRootCause(deadlock);
        PersistenceException lasting = new PersistenceException("no", new SQLException("no", "23514"));
        assertThatThrownBy(() -> persistence.runInTransaction(entityManager -> {
                    throw lasting;
                }))
                .isSameAs(lasting);
    }

    @Test
    void aTransactionThatCannotBeginIsOperational() {
        dataSource.close();
        assertThatThrownBy(() -> persistence.runInTransaction(entityManager -> accounts.open("Ada")))
                .isInstanceOf(OperationalException.class)
                .hasMessageContaining("could not begin");
    }
}
