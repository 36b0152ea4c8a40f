package io.eventsourcing.jpa;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.jdbc.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** New databases with the library's tables: of one PostgreSQL or MariaDB server for the whole run, or H2 in memory. */
final class TestDatabases {
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestDatabases() {}

    static HikariDataSource postgres() {
        return migrated(postgresUrl());
    }

    static HikariDataSource mariaDb() {
        String name = "unit_" + DATABASES.incrementAndGet();
        try (HikariDataSource server = pool(MariaDb.url("mysql"))) {
            Sql.execute(server, "CREATE DATABASE " + name);
        }
        return migrated(MariaDb.url(name));
    }

    static HikariDataSource h2() {
        return migrated(h2Url());
    }

    static String postgresUrl() {
        String name = "unit_" + DATABASES.incrementAndGet();
        try (HikariDataSource server = pool(Server.POSTGRES.getJdbcUrl("postgres", "postgres"))) {
            Sql.execute(server, "CREATE DATABASE " + name);
        }
        return Server.POSTGRES.getJdbcUrl("postgres", name);
    }

    static String h2Url() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    static HikariDataSource migrated(String url) {
        HikariDataSource pool = pool(url);
        Migrations.migrate(pool);
        return pool;
    }

    static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(24);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }
}
