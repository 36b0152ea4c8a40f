package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.PersistenceException;
import io.eventsourcing.persistence.RolledBackException;
import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of work when the database fails: a typed error that says whether to begin again, and nothing half-written. */
class FailuresTest {
    private final UUID fido = UUID.randomUUID();
    private final UUID rex = UUID.randomUUID();

    private static StoredEvent event(UUID originatorId, long version) {
        return new StoredEvent("School", originatorId, version, "topic", new byte[0], null, null, Instant.EPOCH);
    }

    private static int stored(JdbcPersistence persistence, UUID originatorId) {
        return persistence
                .eventRecorder()
                .selectEvents("School", originatorId, EventQuery.all())
                .size();
    }

    private static List<Long> insert(JdbcPersistence persistence, UUID originatorId, long version) {
        return persistence.eventRecorder().insertEvents(List.of(event(originatorId, version)));
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static int run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return 0;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aConnectionThatIsCutLeavesNothingAndTheNextOneWorks(TestDatabase database) {
        boolean postgres = database == TestDatabase.POSTGRESQL;
        String own = postgres ? "SELECT pg_backend_pid()" : "SELECT connection_id()";
        String kill = postgres ? "SELECT pg_terminate_backend(%d)" : "KILL %d";
        try (HikariDataSource dataSource = database.migrated()) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            for (boolean atCommit : new boolean[] {true, false}) {
                assertThatThrownBy(() -> persistence.transactions().separate(() -> {
                            insert(persistence, fido, 1);
                            long session = persistence.execute(connection -> number(connection, own));
                            try (Connection operator = DriverManager.getConnection(dataSource.getJdbcUrl())) {
                                run(operator, kill.formatted(session));
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                            return atCommit ? List.of() : insert(persistence, fido, 2);
                        }))
                        .isInstanceOfSatisfying(
                                OperationalException.class,
                                lost -> assertThat(lost.retryable()).isTrue());
            }
            assertThat(stored(persistence, fido)).isZero();
            insert(persistence, fido, 1);
            assertThat(persistence.settledHead().read()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitingForALockEndsWithAnErrorToBeginAgain(TestDatabase database) {
        try (HikariDataSource dataSource = database.migrated()) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            persistence.transactions().separate(() -> {
                insert(persistence, fido, 1);
                assertThatThrownBy(() -> persistence.transactions().separate(() -> {
                            persistence.execute(connection -> shortWait(connection, database));
                            return insert(persistence, fido, 1);
                        }))
                        .isExactlyInstanceOf(OperationalException.class);
                return true;
            });
            assertThat(stored(persistence, fido)).isEqualTo(1);
        }
    }

    private static int shortWait(Connection connection, TestDatabase database) throws SQLException {
        return switch (database) {
            case POSTGRESQL -> run(connection, "SET LOCAL lock_timeout = '100ms'");
            case MARIADB -> run(connection, "SET SESSION innodb_lock_wait_timeout = 1");
            case H2 -> run(connection, "SET LOCK_TIMEOUT 100");
            case SQLITE_FILE, SQLITE_IN_MEMORY -> 0;
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2"})
    void ofTwoThatBlockEachOtherOneIsRolledBackAndMayBeginAgain(TestDatabase database) throws Exception {
        try (HikariDataSource dataSource = database.migrated();
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            CyclicBarrier both = new CyclicBarrier(2);
            List<Future<List<Long>>> results = Stream.of(List.of(fido, rex), List.of(rex, fido))
                    .map(order ->
                            threads.submit(() -> persistence.transactions().separate(() -> {
                                insert(persistence, order.getFirst(), 1);
                                awaitBoth(both);
                                return insert(persistence, order.getLast(), 1);
                            })))
                    .toList();
            int failed = 0;
            for (Future<List<Long>> result : results) {
                ExecutionException failure = catchThrowableOfType(ExecutionException.class, result::get);
                if (failure != null) {
                    failed++;
                    assertThat(failure.getCause())
                            .isInstanceOf(
                                    database == TestDatabase.H2
                                            ? OperationalException.class
                                            : RolledBackException.class);
                }
            }
            assertThat(failed).isPositive();
            assertThat(stored(persistence, fido) + stored(persistence, rex)).isEqualTo(2 * (2 - failed));
        }
    }

    private static void awaitBoth(CyclicBarrier both) {
        try {
            both.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSerializationFailureIsRolledBackAndMayBeginAgain() {
        try (HikariDataSource dataSource = TestDatabase.POSTGRESQL.migrated()) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            insert(persistence, fido, 1);
            assertThatThrownBy(() -> persistence.transactions().separate(() -> {
                        persistence.execute(
                                connection -> run(connection, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
                                        + (int) number(connection, "SELECT count(*) FROM stored_events"));
                        persistence.transactions().separate(() -> touch(persistence));
                        return touch(persistence);
                    }))
                    .isInstanceOf(RolledBackException.class);
        }
    }

    private static int touch(JdbcPersistence persistence) {
        return persistence.execute(connection -> run(connection, "UPDATE stored_events SET topic = topic"));
    }

    @ParameterizedTest
    @EnumSource
    void anExhaustedPoolIsAnErrorToBeginAgain(TestDatabase database) {
        try (HikariDataSource dataSource = database.migrated();
                HikariDataSource single = TestDatabases.singleConnection(dataSource.getJdbcUrl())) {
            JdbcPersistence persistence = JdbcPersistence.of(single);
            persistence.transactions().separate(() -> {
                insert(persistence, fido, 1);
                assertThatThrownBy(() -> persistence.transactions().separate(() -> insert(persistence, rex, 1)))
                        .isInstanceOf(OperationalException.class)
                        .hasMessageContaining("begin a transaction");
                assertThatThrownBy(persistence.settledHead()::read).isInstanceOf(OperationalException.class);
                return true;
            });
            assertThat(stored(persistence, fido)).isEqualTo(1);
        }
    }

    @Test
    void aFullSqliteFileTakesNothingOfTheAppendAndGoesOnWhenThereIsRoom() {
        try (HikariDataSource dataSource = TestDatabase.SQLITE_FILE.migrated();
                HikariDataSource single = TestDatabases.singleConnection(dataSource.getJdbcUrl())) {
            JdbcPersistence persistence = JdbcPersistence.of(single);
            persistence.execute(connection -> run(connection, "PRAGMA max_page_count = 60"));
            List<StoredEvent> append = List.of(
                    event(fido, 1),
                    new StoredEvent("School", fido, 2, "topic", new byte[1 << 20], null, null, Instant.EPOCH));
            assertThatThrownBy(() -> persistence.eventRecorder().insertEvents(append))
                    .isInstanceOf(OperationalException.class)
                    .hasMessageContaining("SQLITE_FULL");
            assertThat(stored(persistence, fido)).isZero();
            persistence.execute(connection -> run(connection, "PRAGMA max_page_count = 100000"));
            persistence.eventRecorder().insertEvents(append);
            assertThat(stored(persistence, fido)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void missingTablesAreNamedWithTheRemedy(TestDatabase database) throws SQLException {
        try (HikariDataSource dataSource = database.migrated();
                Connection connection = dataSource.getConnection()) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            run(connection, "DROP VIEW stored_events_as_text");
            run(connection, "DROP TABLE stored_events");
            assertThatThrownBy(() -> insert(persistence, fido, 1))
                    .isInstanceOf(PersistenceException.class)
                    .hasMessageContaining("Migrations.migrate");
            assertThatThrownBy(persistence.settledHead()::read).hasMessageContaining("Migrations.migrate");
        }
    }
}
