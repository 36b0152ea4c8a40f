package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.StoredEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * PostgreSQL on a disk that is full. Run with {@code -Dfull.disk=FOLDER}, an empty file system of some 50 MB that is there
 * for nothing else.
 */
@EnabledIfSystemProperty(named = "full.disk", matches = ".+")
class FullDiskTest {
    private static void run(HikariDataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<StoredEvent> append(UUID originatorId) {
        byte[] state = new byte[1 << 20];
        new Random().nextBytes(state);
        return LongStream.rangeClosed(1, 4)
                .mapToObj(version ->
                        new StoredEvent("School", originatorId, version, "topic", state, null, null, Instant.EPOCH))
                .toList();
    }

    @Test
    void anAppendThatFindsNoRoomLeavesNothingAndLaterOnesWork() throws Exception {
        Path space = Path.of(System.getProperty("full.disk"), "space");
        Files.createDirectory(space);
        Files.setPosixFilePermissions(space, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path ballast = Path.of(System.getProperty("full.disk"), "ballast");
        Files.write(ballast, new byte[20 << 20]);
        try (HikariDataSource dataSource = TestDatabase.POSTGRESQL.migrated()) {
            run(dataSource, "CREATE TABLESPACE small LOCATION '%s'".formatted(space));
            run(dataSource, "ALTER TABLE stored_events SET TABLESPACE small");
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            UUID refused = UUID.randomUUID();
            OperationalException failure = null;
            for (int i = 0; failure == null && i < 100; i++) {
                UUID originatorId = UUID.randomUUID();
                failure = catchThrowableOfType(
                        OperationalException.class,
                        () -> persistence.eventRecorder().insertEvents(append(originatorId)));
                refused = originatorId;
            }
            assertThat(failure).hasMessageContaining("No space left on device");
            assertThat(persistence.eventRecorder().selectEvents("School", refused, EventQuery.all()))
                    .isEmpty();
            Files.delete(ballast);
            List<Long> ids = persistence.eventRecorder().insertEvents(append(refused));
            assertThat(persistence.settledHead().read()).isEqualTo(ids.getLast());
        } finally {
            Files.deleteIfExists(ballast);
        }
    }
}
