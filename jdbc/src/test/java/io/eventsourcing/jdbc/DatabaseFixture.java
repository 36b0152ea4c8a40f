package io.eventsourcing.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.testkit.contract.PersistenceFixture;

/** A backend on a new database. */
record DatabaseFixture(HikariDataSource dataSource, PersistenceModule persistence) implements PersistenceFixture {
    static DatabaseFixture of(HikariDataSource dataSource) {
        Migrations.migrate(dataSource);
        return new DatabaseFixture(dataSource, JdbcPersistence.of(dataSource));
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
