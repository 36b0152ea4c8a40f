package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.jdbc.FenceSource.Holder;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.PersistenceException;
import io.eventsourcing.persistence.StoredEvent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgreSqlHeadTest {
    private static List<Long> insert(Connection connection) throws SQLException {
        List<StoredEvent> one = RandomWriters.events(new Random()).subList(0, 1);
        return Dialects.postgresql().insert(connection, "stored_events", one);
    }

    private static void execute(HikariDataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static HikariDataSource migrated() {
        HikariDataSource dataSource = TestDatabases.postgres();
        Migrations.migrate(dataSource);
        return dataSource;
    }

    @Test
    void aTransactionBetweenItsInsertAndItsCommitHoldsTheHeadAndIsNamed() throws SQLException {
        try (HikariDataSource dataSource = migrated();
                Connection writer = dataSource.getConnection()) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            assertThat(persistence.settledHead().read()).isZero();
            writer.setAutoCommit(false);
            try (Statement statement = writer.createStatement()) {
                statement.execute("SET application_name = 'nightly import'");
            }
            long first = insert(writer).getFirst();
            persistence.eventRecorder().insertEvents(RandomWriters.events(new Random()));
            assertThat(persistence.settledHead().read()).isLessThan(first);
            assertThat(persistence.settledHead().heldFor()).isPositive();

            try (PostgreSqlFence fence = new PostgreSqlFence(HeadConnection.open(dataSource), TableNames.defaults())) {
                Set<Holder> holders = fence.holders();
                assertThat(holders).hasSize(1);
                assertThat(fence.describe(holders)).contains("nightly import", "INSERT INTO stored_events");
            }
            writer.rollback();
            assertThat(persistence.settledHead().read()).isGreaterThan(first);
            assertThat(persistence.settledHead().heldFor()).isZero();
        }
    }

    @Test
    void aRollBackToASavepointDoesNotFreeTheHead() throws SQLException {
        try (HikariDataSource dataSource = migrated();
                Connection writer = dataSource.getConnection()) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            persistence.settledHead().read();
            writer.setAutoCommit(false);
            long kept = insert(writer).getFirst();
            var savepoint = writer.setSavepoint();
            insert(writer);
            writer.rollback(savepoint);
            persistence.eventRecorder().insertEvents(RandomWriters.events(new Random()));
            assertThat(persistence.settledHead().read()).isLessThan(kept);
            writer.commit();
            assertThat(persistence.settledHead().read()).isGreaterThan(kept);
        }
    }

    @Test
    void aTransactionThatOnlyWritesOtherTablesHoldsNothing() throws SQLException {
        try (HikariDataSource dataSource = migrated();
                Connection other = dataSource.getConnection()) {
            execute(dataSource, "CREATE TABLE invoices (id bigint GENERATED ALWAYS AS IDENTITY, amount integer)");
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute("INSERT INTO invoices (amount) VALUES (1)");
            }
            long last = persistence
                    .eventRecorder()
                    .insertEvents(RandomWriters.events(new Random()))
                    .getLast();
            assertThat(persistence.settledHead().read()).isEqualTo(last);
            other.rollback();
        }
    }

    @Test
    void aPreparedTransactionIsWaitedForAcrossARestartOfTheServer(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        long prepared;
        try (EmbeddedPostgres server = server(data);
                Connection writer = server.getPostgresDatabase().getConnection()) {
            Migrations.migrate(server.getPostgresDatabase());
            writer.setAutoCommit(false);
            prepared = insert(writer).getFirst();
            try (Statement statement = writer.createStatement()) {
                statement.execute("PREPARE TRANSACTION 'order 17'");
            }
        }
        try (EmbeddedPostgres server = server(data)) {
            JdbcPersistence persistence = JdbcPersistence.of(server.getPostgresDatabase());
            List<Long> later = persistence.eventRecorder().insertEvents(RandomWriters.events(new Random()));
            assertThat(persistence.settledHead().read()).isLessThan(prepared);
            try (Connection operator = server.getPostgresDatabase().getConnection();
                    Statement statement = operator.createStatement()) {
                statement.execute("COMMIT PREPARED 'order 17'");
            }
            long head = persistence.settledHead().read();
            assertThat(head).isGreaterThanOrEqualTo(later.getFirst());
            assertThat(persistence
                            .eventRecorder()
                            .selectNotifications(
                                    RandomWriters.APPLICATION,
                                    NotificationQuery.after(0, 1).upTo(head)))
                    .extracting(notification -> notification.id())
                    .containsExactly(prepared);
        }
    }

    private static EmbeddedPostgres server(Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("max_prepared_transactions", "5")
                .start();
    }

    @Test
    void aSequenceThatHandsOutIdsInBlocksIsRefused() throws SQLException {
        try (HikariDataSource dataSource = migrated()) {
            execute(dataSource, "ALTER TABLE stored_events ALTER COLUMN id SET CACHE 20");
            assertThatThrownBy(JdbcPersistence.of(dataSource).settledHead()::read)
                    .isInstanceOf(PersistenceException.class)
                    .hasMessageContaining("CACHE 1");
        }
    }

    @Test
    void aSequenceBehindTheTableIsRefused() throws SQLException {
        try (HikariDataSource dataSource = migrated()) {
            execute(dataSource, """
                    INSERT INTO stored_events
                        (id, application_name, originator_id, originator_version, topic, state, recorded_at)
                    VALUES (1000, 'Copied', gen_random_uuid(), 1, 'topic', '{}', now())""");
            assertThatThrownBy(JdbcPersistence.of(dataSource).settledHead()::read)
                    .isInstanceOf(PersistenceException.class)
                    .hasMessageContaining("behind the greatest id 1000")
                    .hasMessageContaining("setval");
        }
    }
}
