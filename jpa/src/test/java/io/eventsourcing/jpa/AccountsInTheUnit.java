package io.eventsourcing.jpa;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.EventSourcing;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Accounts beside invoices in a persistence unit of a new database, and ways to look behind them. */
abstract class AccountsInTheUnit {
    HikariDataSource dataSource;
    EntityManagerFactory factory;
    JpaPersistence persistence;
    Accounts accounts;
    final List<Set<String>> prompts = new CopyOnWriteArrayList<>();

    /** A new database with the library's tables. */
    abstract HikariDataSource database();

    @BeforeEach
    void open() {
        dataSource = database();
        factory = Units.ofTheApplication(dataSource);
        persistence = JpaPersistence.of(factory);
        EventSourcing eventSourcing = EventSourcing.of(persistence);
        eventSourcing.store().addListener(prompts::add);
        accounts = new Accounts(eventSourcing);
    }

    @AfterEach
    void close() {
        factory.close();
        dataSource.close();
    }

    long events() {
        return Sql.number(dataSource, "SELECT count(*) FROM stored_events WHERE application_name <> ''");
    }

    long invoices() {
        return Sql.number(dataSource, "SELECT count(*) FROM Invoice");
    }

    int amountOf(String number) {
        return persistence.callInTransaction(
                entityManager -> entityManager.find(Invoice.class, number).amount());
    }

    static void add(EntityManager entityManager, String number, int amount) {
        entityManager.find(Invoice.class, number).add(amount);
    }
}
