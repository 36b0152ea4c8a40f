package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listing of the guide to databases. */
class DatabasesTest {
    @Test
    void aSqliteFileIsADatabase(@TempDir Path folder) {
        Path file = folder.resolve("events.db");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + file + "?transaction_mode=IMMEDIATE&busy_timeout=5000");
        HikariDataSource dataSource = new HikariDataSource(config);
        Migrations.migrate(dataSource);
        JdbcPersistence persistence = JdbcPersistence.of(dataSource);

        assertThat(persistence.settledHead().read()).isZero();
        dataSource.close();
        assertThat(file).isRegularFile();
    }
}
