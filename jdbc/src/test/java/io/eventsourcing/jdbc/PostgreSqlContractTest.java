package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.testkit.contract.BackendContract;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts on the newest PostgreSQL and on older ones. */
class PostgreSqlContractTest {
    abstract static class OfVersion extends BackendContract {
        private final PostgreSqlServer server;
        private final int version;

        OfVersion(PostgreSqlServer server, int version) {
            this.server = server;
            this.version = version;
        }

        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(server.lent());
        }

        @Test
        void theServerIsOfThatVersion() throws SQLException {
            try (HikariDataSource dataSource = server.newDatabase();
                    Connection connection = dataSource.getConnection()) {
                assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(version);
            }
        }
    }

    @Nested
    class Of18 extends OfVersion {
        Of18() {
            super(PostgreSqlServer.newest(), 18);
        }
    }

    @Nested
    class Of17 extends OfVersion {
        Of17() {
            super(PostgreSqlServer.ofVersion("17"), 17);
        }
    }

    @Nested
    class Of15 extends OfVersion {
        Of15() {
            super(PostgreSqlServer.ofVersion("15"), 15);
        }
    }
}
