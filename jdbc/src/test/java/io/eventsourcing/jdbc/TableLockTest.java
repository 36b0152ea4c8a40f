package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.AggregateRecorder;
import io.eventsourcing.testkit.contract.AggregateRecorderContract;
import io.eventsourcing.testkit.contract.ApplicationRecorderContract;
import io.eventsourcing.testkit.contract.Concurrency;
import io.eventsourcing.testkit.contract.EventStoreContract;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import io.eventsourcing.testkit.contract.SettledHeadContract;
import io.eventsourcing.testkit.contract.TransactionsContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Writers that hold Django's table lock keep the contracts of a database with one writer. */
class TableLockTest {
    private static PersistenceFixture locking() {
        return locking("500ms");
    }

    /** A backend whose writers wait so long for each other. */
    static PersistenceFixture locking(String patience) {
        LentDatabases databases = PostgreSqlServer.newest().lent();
        HikariConfig config = new HikariConfig();
        try (HikariDataSource lent = databases.lend()) {
            config.setJdbcUrl(lent.getJdbcUrl());
        }
        config.setConnectionInitSql("SET lock_timeout = '%s'".formatted(patience));
        config.setMaximumPoolSize(24);
        config.setMinimumIdle(0);
        HikariDataSource dataSource = new HikariDataSource(config);
        JdbcPersistence persistence =
                JdbcPersistence.builder(dataSource).tableLock(true).build();
        return new DatabaseFixture(dataSource, persistence, Concurrency.ONE_WRITER, databases::giveBack);
    }

    @Nested
    class Events extends AggregateRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return locking();
        }

        @Override
        protected AggregateRecorder recorder() {
            return persistence().eventRecorder();
        }
    }

    @Nested
    class Notifications extends ApplicationRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return locking();
        }
    }

    @Nested
    class Store extends EventStoreContract {
        @Override
        protected PersistenceFixture fixture() {
            return locking();
        }
    }

    @Nested
    class InTransactions extends TransactionsContract {
        @Override
        protected PersistenceFixture fixture() {
            return locking();
        }
    }

    @Nested
    class Head extends SettledHeadContract {
        @Override
        protected PersistenceFixture fixture() {
            return locking();
        }
    }

    @Test
    void aDatabaseWithoutTheLockIsRefused() {
        try (HikariDataSource dataSource = TestDatabase.H2.migrated()) {
            assertThatThrownBy(() ->
                            JdbcPersistence.builder(dataSource).tableLock(true).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not on H2");
        }
    }
}
