package io.eventsourcing.jpa;

import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.persistence.AggregateRecorder;
import io.eventsourcing.persistence.ApplicationRecorder;
import io.eventsourcing.persistence.EventSearch;
import io.eventsourcing.persistence.MessageRecorder;
import io.eventsourcing.persistence.OriginatorKeyRecorder;
import io.eventsourcing.persistence.ParkingRecorder;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.SettledHead;
import io.eventsourcing.persistence.TrackingRecorder;
import io.eventsourcing.persistence.Transactions;
import io.eventsourcing.persistence.WakeUps;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A backend whose transactions are those of an {@link EntityManager}: events commit and roll back with its entities. The
 * EntityManager is flushed directly before the commit, and then the transaction's events are written with one insert on
 * its connection. What is saved or loaded without a transaction takes a connection from the data source.
 *
 * <p>The persistence unit has resource-local transactions. Make one backend for each unit, and share it. The tables must
 * be there, see {@link io.eventsourcing.jdbc.Migrations}; the entities of this package need not be listed in the unit.
 * Thread-safe.
 */
public final class JpaPersistence implements PersistenceModule {
    private final JpaTransactions transactions;
    private final JdbcPersistence jdbc;

    private JpaPersistence(EntityManagerFactory factory, JdbcPersistence.Builder settings) {
        refuseJta(factory);
        this.jdbc = settings.transactions((dataSource, dialect) -> new JpaTransactions(factory, dataSource, dialect))
                .build();
        this.transactions = (JpaTransactions) jdbc.transactions();
    }

    private static void refuseJta(EntityManagerFactory factory) {
        if (factory.getTransactionType() == PersistenceUnitTransactionType.JTA) {
            throw new IllegalArgumentException(
                    "The persistence unit '%s' has transactions of JTA, whose commits are not seen here: give it RESOURCE_LOCAL transactions, or implement JdbcTransactions for the container and give them to JdbcPersistence.builder(dataSource).transactions(…)"
                            .formatted(factory.getName()));
        }
    }

    /**
     * A backend on the data source of a persistence unit, whose database is recognised.
     *
     * @throws IllegalArgumentException if the unit has transactions of JTA, or does not tell its data source: it is asked
     *     for the property {@code jakarta.persistence.nonJtaDataSource}, and Hibernate for whatever it takes connections
     *     from
     * @throws io.eventsourcing.persistence.PersistenceException if the database is not known or not reached
     */
    public static JpaPersistence of(EntityManagerFactory factory) {
        return of(factory, JdbcPersistence.builder(UnitDataSource.of(factory)));
    }

    /**
     * A backend with settings of one's own.
     *
     * @param settings the data source of the unit's database and the rest; the transactions are set here
     * @throws IllegalArgumentException if the unit has transactions of JTA
     */
    public static JpaPersistence of(EntityManagerFactory factory, JdbcPersistence.Builder settings) {
        return new JpaPersistence(factory, settings);
    }

    /**
     * Runs work in the active transaction, or in a new one with an EntityManager of its own, which is closed at its end.
     * What the work throws rolls back and is thrown on.
     *
     * @throws jakarta.persistence.PersistenceException if the flush before the commit, or the commit, is refused
     * @throws io.eventsourcing.persistence.VersionConflictException if another transaction has taken a version
     * @throws io.eventsourcing.persistence.OperationalException if it may succeed when tried again: a deadlock, a lost
     *     connection; or if the transaction had been marked for roll-back
     */
    public <T> T callInTransaction(Function<EntityManager, T> work) {
        return transactions.required(() -> work.apply(entityManager()));
    }

    /** Runs work without a result, as {@link #callInTransaction(Function)} does. */
    public void runInTransaction(Consumer<EntityManager> work) {
        callInTransaction(entityManager -> {
            work.accept(entityManager);
            return true;
        });
    }

    /**
     * Runs work in a transaction of an EntityManager of the caller's, which stays open: its entities stay managed from one
     * transaction to the next. If its transaction is active already, by a call of this method further out, the work joins.
     * Otherwise as {@link #callInTransaction(Function)}.
     *
     * @throws IllegalStateException if the EntityManager's transaction was begun elsewhere, so that its commit would not
     *     be seen
     */
    public <T> T callInTransaction(EntityManager entityManager, Supplier<T> work) {
        return transactions.on(entityManager, work);
    }

    /** Runs work without a result, as {@link #callInTransaction(EntityManager, Supplier)} does. */
    public void runInTransaction(EntityManager entityManager, Runnable work) {
        callInTransaction(entityManager, () -> {
            work.run();
            return true;
        });
    }

    /**
     * The EntityManager of the active transaction: in a projection, of the transaction that moves its position. Neither
     * close it nor end its transaction.
     *
     * @throws IllegalStateException if no transaction is active
     */
    public EntityManager entityManager() {
        return transactions.entityManager();
    }

    @Override
    public ApplicationRecorder eventRecorder() {
        return jdbc.eventRecorder();
    }

    @Override
    public AggregateRecorder snapshotRecorder() {
        return jdbc.snapshotRecorder();
    }

    @Override
    public TrackingRecorder trackingRecorder() {
        return jdbc.trackingRecorder();
    }

    @Override
    public ParkingRecorder parkingRecorder() {
        return jdbc.parkingRecorder();
    }

    @Override
    public Optional<WakeUps> wakeUps() {
        return jdbc.wakeUps();
    }

    @Override
    public MessageRecorder messageRecorder() {
        return jdbc.messageRecorder();
    }

    @Override
    public OriginatorKeyRecorder originatorKeyRecorder() {
        return jdbc.originatorKeyRecorder();
    }

    @Override
    public EventSearch eventSearch() {
        return jdbc.eventSearch();
    }

    @Override
    public SettledHead settledHead() {
        return jdbc.settledHead();
    }

    @Override
    public Transactions transactions() {
        return transactions;
    }
}
