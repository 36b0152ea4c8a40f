package io.eventsourcing.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.testkit.contract.Concurrency;
import io.eventsourcing.testkit.contract.PersistenceFixture;

/** A backend on a new database. */
record DatabaseFixture(HikariDataSource dataSource, PersistenceModule persistence, Concurrency concurrency)
        implements PersistenceFixture {
    static DatabaseFixture of(HikariDataSource dataSource) {
        return of(dataSource, TableNames.defaults());
    }

    static DatabaseFixture of(HikariDataSource dataSource, TableNames names) {
        Migrations.migrate(dataSource, names);
        return new DatabaseFixture(
                dataSource, JdbcPersistence.builder(dataSource).tables(names).build(), Concurrency.MANY_WRITERS);
    }

    static DatabaseFixture ofMigrated(HikariDataSource dataSource) {
        return new DatabaseFixture(dataSource, JdbcPersistence.of(dataSource), Concurrency.MANY_WRITERS);
    }

    DatabaseFixture with(Concurrency declared) {
        return new DatabaseFixture(dataSource, persistence, declared);
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
