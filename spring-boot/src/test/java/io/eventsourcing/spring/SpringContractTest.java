package io.eventsourcing.spring;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.testkit.contract.BackendContract;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import org.junit.jupiter.api.Nested;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Spring's transactions pass what those of plain JDBC pass, also on a pool that does not commit by itself. */
class SpringContractTest {
    private record SpringFixture(HikariDataSource dataSource, PersistenceModule persistence)
            implements PersistenceFixture {
        static SpringFixture of(String url, boolean autoCommit) {
            HikariDataSource dataSource = new HikariDataSource();
            dataSource.setJdbcUrl(url);
            dataSource.setAutoCommit(autoCommit);
            Migrations.migrate(dataSource);
            return new SpringFixture(
                    dataSource,
                    JdbcPersistence.builder(dataSource)
                            .transactions(new SpringTransactions(new JdbcTransactionManager(dataSource), dataSource))
                            .build());
        }

        @Override
        public void close() {
            dataSource.close();
        }
    }

    @Nested
    class OnH2 extends BackendContract {
        @Override
        protected PersistenceFixture fixture() {
            return SpringFixture.of(TestDatabases.h2(), true);
        }
    }

    @Nested
    class OnPostgreSqlWithoutAutoCommit extends BackendContract {
        @Override
        protected PersistenceFixture fixture() {
            return SpringFixture.of(TestDatabases.postgres(), false);
        }
    }
}
