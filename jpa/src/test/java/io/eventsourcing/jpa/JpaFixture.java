package io.eventsourcing.jpa;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import jakarta.persistence.EntityManagerFactory;

/** A backend on a persistence unit of a new database. */
record JpaFixture(HikariDataSource dataSource, EntityManagerFactory factory, PersistenceModule persistence)
        implements PersistenceFixture {
    static JpaFixture of(HikariDataSource dataSource) {
        EntityManagerFactory factory = Units.on(dataSource).createEntityManagerFactory();
        return new JpaFixture(dataSource, factory, JpaPersistence.of(factory));
    }

    @Override
    public void close() {
        factory.close();
        dataSource.close();
    }
}
