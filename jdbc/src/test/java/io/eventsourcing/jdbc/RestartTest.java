package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.OperationalException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is stopped with a transaction under way, and started again. */
class RestartTest {
    private static List<Long> insert(JdbcPersistence persistence) {
        return persistence.eventRecorder().insertEvents(RandomWriters.events(new Random()));
    }

    private static void survives(HikariDataSource dataSource, Callable<?> stop, Callable<?> start) throws Exception {
        JdbcPersistence persistence = JdbcPersistence.of(dataSource);
        List<Long> stored = new ArrayList<>(insert(persistence));
        assertThat(persistence.settledHead().read()).isEqualTo(stored.getLast());
        assertThatThrownBy(() -> persistence.transactions().separate(() -> {
                    insert(persistence);
                    try {
                        return stop.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .isInstanceOf(OperationalException.class);
        assertThatThrownBy(() -> insert(persistence)).isInstanceOf(OperationalException.class);
        assertThatThrownBy(persistence.settledHead()::read).isInstanceOf(OperationalException.class);
        start.call();
        await().ignoreExceptionsInstanceOf(OperationalException.class)
                .until(() -> persistence.settledHead().read() >= stored.getLast());
        stored.addAll(insert(persistence));
        assertThat(stored).isSorted().doesNotHaveDuplicates();
        long head = persistence.settledHead().read();
        assertThat(head).isEqualTo(stored.getLast());
        assertThat(persistence
                        .eventRecorder()
                        .selectNotifications(
                                RandomWriters.APPLICATION,
                                NotificationQuery.after(0, 99).upTo(head)))
                .extracting(notification -> notification.id())
                .isEqualTo(stored);
    }

    @Test
    void onMariaDbWorkGoesOnWithTheSamePool() throws Exception {
        try (HikariDataSource migrated = TestDatabase.MARIADB.migrated();
                HikariDataSource pool = TestDatabases.singleConnection(migrated.getJdbcUrl())) {
            MariaDbServer server = MariaDbServer.shared();
            survives(pool, server::stop, server::start);
        }
    }

    @Test
    void onPostgreSqlWorkGoesOnWithTheSamePool(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        List<EmbeddedPostgres> servers = new ArrayList<>(List.of(server(data, 0)));
        int port = servers.getFirst().getPort();
        String url = servers.getFirst().getJdbcUrl("postgres", "postgres");
        try (HikariDataSource migrating = TestDatabases.pool(url)) {
            Migrations.migrate(migrating);
        }
        try (HikariDataSource pool = TestDatabases.singleConnection(url)) {
            survives(
                    pool,
                    () -> {
                        servers.getLast().close();
                        return servers;
                    },
                    () -> servers.add(server(data, port)));
        } finally {
            servers.getLast().close();
        }
    }

    private static EmbeddedPostgres server(Path data, int port) throws IOException {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
        return port == 0 ? builder.start() : builder.setPort(port).start();
    }
}
