package io.eventsourcing.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A PostgreSQL server, one of each version for the whole run. Databases with tables are copies of one that was migrated. */
final class PostgreSqlServer {
    private static final String TEMPLATE = "migrated";
    private static final String NEWEST = "";
    private static final Map<String, PostgreSqlServer> RUNNING = new ConcurrentHashMap<>();

    private final EmbeddedPostgres server;
    private final LentDatabases lent = new LentDatabases(this::newMigratedDatabase, TableNames.defaults());

    private PostgreSqlServer(String version) {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setServerConfig("max_prepared_transactions", "50");
        if (!version.equals(NEWEST)) {
            builder.setPgBinaryResolver((system, architecture) -> programs(version));
        }
        try {
            server = builder.start();
            execute("CREATE DATABASE " + TEMPLATE);
            try (HikariDataSource template = pool(TEMPLATE)) {
                Migrations.migrate(template);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version on the class path. */
    static PostgreSqlServer newest() {
        return ofVersion(NEWEST);
    }

    /** An older version, whose programs the build has put into a folder of its own. */
    static PostgreSqlServer ofVersion(String version) {
        return RUNNING.computeIfAbsent(version, PostgreSqlServer::new);
    }

    private static InputStream programs(String version) throws IOException {
        try (DirectoryStream<Path> archives =
                Files.newDirectoryStream(Path.of("target", "postgresql", version), "*.txz")) {
            return Files.newInputStream(archives.iterator().next());
        }
    }

    HikariDataSource newDatabase() {
        return copyOf("template1");
    }

    HikariDataSource newMigratedDatabase() {
        return copyOf(TEMPLATE);
    }

    LentDatabases lent() {
        return lent;
    }

    private HikariDataSource copyOf(String template) {
        String name = TestDatabases.newName();
        execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        return pool(name);
    }

    private HikariDataSource pool(String name) {
        return TestDatabases.pool(server.getJdbcUrl("postgres", name));
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
