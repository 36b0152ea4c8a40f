package io.eventsourcing.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.jpa.Accounts.Account;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.Segment;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds on every database for the entities of stored events, snapshots and positions. */
abstract class EntitiesContract extends AccountsInTheUnit {
    private EntityManagerFactory listing;
    private EventSourcing eventSourcing;

    @BeforeEach
    void validate() {
        listing = Units.on(dataSource)
                .managedClass(Invoice.class)
                .managedClass(StoredEventRecord.class)
                .managedClass(SnapshotRecord.class)
                .managedClass(NotificationTrackingRecord.class)
                .property("hibernate.hbm2ddl.auto", "validate")
                .createEntityManagerFactory();
        persistence = JpaPersistence.of(listing);
        eventSourcing = EventSourcing.of(persistence);
        accounts = new Accounts(eventSourcing);
    }

    @AfterEach
    void closeListing() {
        listing.close();
    }

    private void refused(Consumer<EntityManager> work) {
        assertThatThrownBy(() -> persistence.runInTransaction(work))
                .hasStackTraceContaining("StoredEventRecord is read-only");
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void eventsAreQueriedInJpqlAndDecoded() {
        Instant before = Instant.now().minus(Duration.ofMinutes(1));
        accounts.open("Ada");
        accounts.pay("Ada", 7);
        accounts.open("Grace");
        List<StoredEventRecord> found = persistence.callInTransaction(entityManager -> entityManager
                .createQuery("""
                        select e from StoredEventRecord e
                        where e.applicationName = 'Accounts' and e.originatorId = :id and e.recordedAt > :before
                        order by e.originatorVersion""", StoredEventRecord.class)
                .setParameter("id", Account.idOf("Ada"))
                .setParameter("before", before)
                .getResultList());
        assertThat(found).extracting(StoredEventRecord::originatorVersion).containsExactly(1L, 2L);
        assertThat(found).extracting(StoredEventRecord::id).containsExactly(1L, 2L);
        assertThat(found.getFirst().originatorTopic()).hasValue(Account.class.getName());
        assertThat(found.getFirst().metadata()).isEmpty();
        assertThat(found.getFirst().storedEvent())
                .isEqualTo(persistence
                        .eventRecorder()
                        .selectEvents("Accounts", Account.idOf("Ada"), EventQuery.all())
                        .getFirst());
        assertThat(eventSourcing
                        .mapper()
                        .toDomain(found.getLast().storedEvent())
                        .getFirst()
                        .body())
                .isEqualTo(new Account.Paid(7));
    }

    @Test
    void eventsAreCountedByTopic() {
        accounts.open("Ada");
        accounts.open("Grace");
        accounts.pay("Ada", 7);
        List<Object[]> counts = persistence.callInTransaction(entityManager -> entityManager
                .createQuery(
                        "select e.topic, count(e) from StoredEventRecord e group by e.topic order by e.topic",
                        Object[].class)
                .getResultList());
        assertThat(counts).containsExactly(new Object[] {Account.Opened.class.getName(), 2L}, new Object[] {
            Account.Paid.class.getName(), 1L
        });
    }

    @Test
    void snapshotsAndPositionsAreQueriedToo() {
        accounts.open("Ada");
        accounts.pay("Ada", 1);
        accounts.pay("Ada", 2);
        persistence.transactions().separate(() -> {
            var tracking = persistence.trackingRecorder();
            tracking.move(tracking.lock("Invoices", "Accounts", Segment.whole()).orElseThrow(), 2);
            return 2;
        });
        persistence.runInTransaction(entityManager -> {
            SnapshotRecord snapshot = entityManager
                    .createQuery("from SnapshotRecord s where s.originatorVersion = 3", SnapshotRecord.class)
                    .getSingleResult();
            assertThat(new String(snapshot.state(), StandardCharsets.UTF_8)).contains("3");
            NotificationTrackingRecord position = entityManager.find(
                    NotificationTrackingRecord.class, new NotificationTrackingRecord.Key("Invoices", "Accounts", 0));
            assertThat(position.position()).isEqualTo(2);
            assertThat(position.state()).isEqualTo("running");
            assertThat(position.lastError()).isEmpty();
        });
    }

    @Test
    void rowsThatMarkRolledBackIdsAreLeftOut() {
        Sql.execute(
                dataSource,
                "INSERT INTO stored_events (application_name, originator_id, originator_version, topic, state, recorded_at)"
                        + " SELECT '', " + anyUuid() + ", 1, '', " + noBytes() + ", CURRENT_TIMESTAMP");
        accounts.open("Ada");
        assertThat(persistence.<Long>callInTransaction(entityManager -> entityManager
                        .createQuery("select count(e) from StoredEventRecord e", Long.class)
                        .getSingleResult()))
                .isEqualTo(1);
    }

    String anyUuid() {
        return "CAST('6ba7b810-9dad-11d1-80b4-00c04fd430c8' AS uuid)";
    }

    abstract String noBytes();

    @Test
    void persistingARecordIsRefused() {
        accounts.open("Ada");
        refused(entityManager -> entityManager.persist(new StoredEventRecord()));
        refused(entityManager -> entityManager.merge(new StoredEventRecord()));
    }

    @Test
    void removingARecordIsRefused() {
        accounts.open("Ada");
        refused(entityManager -> entityManager.remove(entityManager.find(StoredEventRecord.class, 1L)));
    }

    @Test
    void anUpdateInJpqlIsRefused() {
        accounts.open("Ada");
        assertThatThrownBy(() -> persistence.runInTransaction(entityManager -> entityManager
                        .createQuery("update StoredEventRecord e set e.topic = 'forged'")
                        .executeUpdate()))
                .isInstanceOf(RuntimeException.class);
        assertThat(Sql.number(dataSource, "SELECT count(*) FROM stored_events WHERE topic = 'forged'"))
                .isZero();
    }
}
