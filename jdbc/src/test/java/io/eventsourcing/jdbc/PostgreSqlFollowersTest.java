package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import io.eventsourcing.testkit.contract.SystemContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

class PostgreSqlFollowersTest extends SystemContract {
    private static final String KILL_ONE = """
            SELECT pg_terminate_backend(pid) FROM (
                SELECT pid FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                ORDER BY random() LIMIT 1) unlucky""";

    private DataSource dataSource;

    @Override
    protected PersistenceFixture fixture() {
        DatabaseFixture fixture = DatabaseFixture.of(TestDatabase.POSTGRESQL.lent());
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
