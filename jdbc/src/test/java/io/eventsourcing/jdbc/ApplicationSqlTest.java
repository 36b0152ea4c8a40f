package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApplicationSqlTest {
    private static int run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static int rows(JdbcPersistence persistence) {
        return persistence.execute(connection -> {
            try (PreparedStatement count = connection.prepareStatement("SELECT COUNT(*) FROM mine");
                    ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void sqlOfTheApplicationCommitsAndRollsBackAsAWhole(TestDatabase database) {
        try (HikariDataSource dataSource = database.migrated()) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            persistence.execute(connection -> run(connection, "CREATE TABLE mine (n integer PRIMARY KEY)"));
            persistence.execute(connection -> run(connection, "INSERT INTO mine VALUES (1)"));

            assertThatThrownBy(() -> persistence.execute(connection -> run(connection, "INSERT INTO mine VALUES (2)")
                            + run(connection, "INSERT INTO mine VALUES (1)")))
                    .isInstanceOf(PersistenceException.class)
                    .hasMessageContaining("run SQL of the application");
            assertThat(rows(persistence)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sqlOfTheApplicationJoinsTheActiveTransaction(TestDatabase database) {
        try (HikariDataSource dataSource = database.migrated()) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            persistence.execute(connection -> run(connection, "CREATE TABLE mine (n integer PRIMARY KEY)"));

            assertThatThrownBy(() -> persistence.transactions().required(() -> {
                        persistence.execute(connection -> run(connection, "INSERT INTO mine VALUES (1)"));
                        assertThat(rows(persistence)).isEqualTo(1);
                        throw new IllegalStateException("no");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(rows(persistence)).isZero();
        }
    }

    @Test
    void h2ReadsNotificationsOffAnIndexInsteadOfSortingAllEvents() throws SQLException {
        String page = """
                EXPLAIN SELECT id, topic FROM stored_events WHERE application_name = 'a' AND id > 5 AND id <= 9
                ORDER BY application_name, id LIMIT 2""";
        try (HikariDataSource dataSource = TestDatabases.h2();
                Connection connection = dataSource.getConnection()) {
            Migrations.migrate(dataSource);
            try (Statement statement = connection.createStatement();
                    ResultSet plan = statement.executeQuery(page)) {
                plan.next();
                assertThat(plan.getString(1)).contains("STORED_EVENTS_NOTIFICATION_IX", "/* index sorted */");
            }
        }
    }
}
