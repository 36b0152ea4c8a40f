package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.testkit.contract.ChaosContract;
import io.eventsourcing.testkit.contract.FailurePolicyContract;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import io.eventsourcing.testkit.contract.RunnerContract;
import io.eventsourcing.testkit.contract.SegmentsContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;

class PostgreSqlFollowersTest {
    @Nested
    class Runners extends RunnerContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.postgres());
        }
    }

    @Nested
    class Failures extends FailurePolicyContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.postgres());
        }
    }

    @Nested
    class Segments extends SegmentsContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.postgres());
        }
    }

    @Nested
    class Chaos extends ChaosContract {
        private static final String KILL_ONE = """
                SELECT pg_terminate_backend(pid) FROM (
                    SELECT pid FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()
                    ORDER BY random() LIMIT 1) unlucky""";

        private DataSource dataSource;

        @Override
        protected PersistenceFixture fixture() {
            DatabaseFixture fixture = DatabaseFixture.of(TestDatabases.postgres());
            dataSource = fixture.dataSource();
            return fixture;
        }

        @Override
        protected void disturb() {
            try (Connection connection = dataSource.getConnection();
                    Statement kill = connection.createStatement()) {
                kill.execute(KILL_ONE);
            } catch (SQLException e) {
                throw new OperationalException("Nothing was killed", e);
            }
        }
    }
}
