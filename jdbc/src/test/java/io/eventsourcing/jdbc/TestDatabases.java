package io.eventsourcing.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Databases for tests: one server of each kind for the whole run, H2 in memory, SQLite in a file or in memory. Each database
 * is new and empty.
 */
final class TestDatabases {
    private TestDatabases() {}

    static HikariDataSource postgres() {
        return PostgreSqlServer.newest().newDatabase();
    }

    static HikariDataSource mariaDb() {
        return pool(MariaDbServer.shared().newDatabase());
    }

    static HikariDataSource sqliteFile() {
        try {
            Path file = Files.createTempDirectory("sqlite").resolve("events.db");
            file.toFile().deleteOnExit();
            return pool("jdbc:sqlite:" + file + "?busy_timeout=1000");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HikariDataSource sqliteInMemory() {
        return pool("jdbc:sqlite:file:/" + newName() + "?vfs=memdb&busy_timeout=1000");
    }

    static HikariDataSource h2() {
        return pool("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    static String newName() {
        return "test_" + UUID.randomUUID().toString().replace('-', '_');
    }

    /** A pool of one connection, which is not waited for long. */
    static HikariDataSource singleConnection(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        return new HikariDataSource(config);
    }

    static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(24);
        config.setMinimumIdle(url.contains("memdb") ? 1 : 0);
        return new HikariDataSource(config);
    }
}
