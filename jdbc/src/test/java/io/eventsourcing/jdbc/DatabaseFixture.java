package io.eventsourcing.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.testkit.contract.Concurrency;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import java.util.function.Consumer;

/** A backend on a database without rows. */
record DatabaseFixture(
        HikariDataSource dataSource,
        PersistenceModule persistence,
        Concurrency concurrency,
        Consumer<HikariDataSource> end)
        implements PersistenceFixture {
    DatabaseFixture(HikariDataSource dataSource, PersistenceModule persistence, Concurrency concurrency) {
        this(dataSource, persistence, concurrency, HikariDataSource::close);
    }

    static DatabaseFixture of(LentDatabases databases) {
        HikariDataSource lent = databases.lend();
        return new DatabaseFixture(
                lent, backend(lent, databases.names()), Concurrency.MANY_WRITERS, databases::giveBack);
    }

    static DatabaseFixture of(HikariDataSource dataSource) {
        return of(dataSource, TableNames.defaults());
    }

    static DatabaseFixture of(HikariDataSource dataSource, TableNames names) {
        Migrations.migrate(dataSource, names);
        return new DatabaseFixture(dataSource, backend(dataSource, names), Concurrency.MANY_WRITERS);
    }

    private static PersistenceModule backend(HikariDataSource dataSource, TableNames names) {
        return JdbcPersistence.builder(dataSource).tables(names).build();
    }

    DatabaseFixture with(Concurrency declared) {
        return new DatabaseFixture(dataSource, persistence, declared, end);
    }

    @Override
    public void close() {
        end.accept(dataSource);
    }
}
