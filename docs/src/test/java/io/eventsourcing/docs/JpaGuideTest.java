package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.docs.PlainJdbcTest.Accounts;
import io.eventsourcing.docs.PlainJdbcTest.Opened;
import io.eventsourcing.docs.PlainJdbcTest.Paid;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.jpa.JpaPersistence;
import io.eventsourcing.jpa.NotificationTrackingRecord;
import io.eventsourcing.jpa.SnapshotRecord;
import io.eventsourcing.jpa.StoredEventRecord;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The listings of the guide to Jakarta Persistence. */
class JpaGuideTest {
    @Entity(name = "Invoice")
    static class Invoice {
        @Id
        private String owner = "";

        private int amount;

        protected Invoice() {}

        Invoice(String owner, int amount) {
            this.owner = owner;
            this.amount = amount;
        }

        void raise(int more) {
            amount += more;
        }
    }

    @Entity(name = "Balance")
    static class Balance {
        @Id
        private UUID account = new UUID(0, 0);

        private int amount;

        protected Balance() {}

        Balance(UUID account) {
            this.account = account;
        }

        void add(int paid) {
            amount += paid;
        }
    }

    record Balances(JpaPersistence persistence) implements Projection {
        @Override
        public void project(DomainEvent<?> event) {
            EntityManager entityManager = persistence.entityManager();
            switch (event.body()) {
                case Opened opened -> entityManager.persist(new Balance(event.originatorId()));
                case Paid paid ->
                    entityManager.find(Balance.class, event.originatorId()).add(paid.amount());
                default -> {}
            }
        }
    }

    @Test
    void anApplicationInTheTransactionsOfAnEntityManager() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setUrl("jdbc:h2:mem:jpa;DB_CLOSE_DELAY=-1");
        try (EntityManagerFactory unit = unit(dataSource)) {
            JpaPersistence persistence = JpaPersistence.of(unit);
            EventSourcing eventSourcing = EventSourcing.of(persistence);
            Accounts accounts = new Accounts(eventSourcing);
            persistence.runInTransaction(entityManager -> {
                accounts.open("Ada");
                entityManager.persist(new Invoice("Ada", 20));
            });
            try (EntityManager conversation = unit.createEntityManager()) {
                Invoice invoice = conversation.find(Invoice.class, "Ada");
                persistence.runInTransaction(conversation, () -> {
                    invoice.raise(5);
                    accounts.pay("Ada", 25);
                });
            }
            List<StoredEventRecord> payments = persistence.callInTransaction(entityManager ->
                    entityManager.createQuery("""
                            select e from StoredEventRecord e
                            where e.applicationName = 'Accounts' and e.topic like '%Paid'
                            order by e.id""", StoredEventRecord.class).getResultList());
            DomainEvent<?> payment = eventSourcing
                    .mapper()
                    .toDomain(payments.getFirst().storedEvent())
                    .getFirst();
            assertThat(payment.body()).isEqualTo(new Paid(25));
            EventSourcedSystem system =
                    EventSourcedSystem.of(EventSourcedSystem.pipe(accounts, new Balances(persistence)));
            try (Runner runner = Runner.singleThreaded(system)) {
                runner.start();
                accounts.pay("Ada", 1);
                runner.await("Balances", Duration.ofSeconds(30));
            }
            assertThat(persistence.<Long>callInTransaction(entityManager -> entityManager
                            .createQuery("select sum(b.amount) from Balance b", Long.class)
                            .getSingleResult()))
                    .isEqualTo(26);
            assertThat(persistence.<Integer>callInTransaction(
                            entityManager -> entityManager.find(Invoice.class, "Ada").amount))
                    .isEqualTo(25);
        }
    }

    private static EntityManagerFactory unit(JdbcDataSource dataSource) {
        Migrations.migrate(dataSource);
        return new PersistenceConfiguration("shop")
                .property("jakarta.persistence.nonJtaDataSource", dataSource)
                .property("hibernate.hbm2ddl.auto", "update")
                .managedClass(Invoice.class)
                .managedClass(Balance.class)
                .managedClass(StoredEventRecord.class)
                .managedClass(SnapshotRecord.class)
                .managedClass(NotificationTrackingRecord.class)
                .createEntityManagerFactory();
    }
}
