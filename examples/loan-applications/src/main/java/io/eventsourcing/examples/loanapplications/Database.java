package io.eventsourcing.examples.loanapplications;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.PersistenceException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** The database: a pool of connections, the library's tables, and those of the read model. */
final class Database implements AutoCloseable {
    /** The importers, the follower and its look for the settled head, and one to spare. */
    private static final int CONNECTIONS = Importers.COUNT + 3;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final List<String> READ_MODEL = List.of("""
            CREATE TABLE IF NOT EXISTS loan_cases (
                case_id uuid PRIMARY KEY,
                case_name character varying,
                amount_requested bigint,
                events integer NOT NULL,
                versions bytea NOT NULL,
                last_version bigint NOT NULL,
                variant bytea NOT NULL
            )""", """
            CREATE TABLE IF NOT EXISTS loan_counts (
                subject character varying NOT NULL,
                name character varying NOT NULL,
                transition character varying NOT NULL,
                events bigint NOT NULL,
                PRIMARY KEY (subject, name, transition)
            )""");

    private final HikariDataSource dataSource;
    private final JdbcPersistence persistence;

    private Database(HikariDataSource dataSource) {
        this.dataSource = dataSource;
        Migrations.migrate(dataSource);
        this.persistence = JdbcPersistence.of(dataSource);
        persistence.execute(Database::createReadModel);
    }

    /**
     * An H2 database in a directory. It writes with each commit, not half a second later as is H2's default, so what was
     * committed outlives a killed process; the many small writes make the file large, so it is compacted when closed.
     */
    static String h2(Path directory) {
        return "jdbc:h2:file:%s;WRITE_DELAY=0;DEFRAG_ALWAYS=TRUE;TRACE_LEVEL_FILE=0"
                .formatted(directory.toAbsolutePath().resolve("loan-applications"));
    }

    /** Connects, and makes the tables that are missing. */
    static Database open(String url) {
        if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
            throw new PersistenceException(
                    "The URL has to begin with jdbc:h2: or jdbc:postgresql:, for example jdbc:postgresql://localhost/loans?user=…&password=…",
                    null);
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
        HikariDataSource dataSource = connect(config);
        try {
            return new Database(dataSource);
        } catch (Throwable e) {
            dataSource.close();
            throw e;
        }
    }

    private static HikariDataSource connect(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new OperationalException("The database cannot be reached: " + e.getMessage(), e);
        }
    }

    private static int createReadModel(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : READ_MODEL) {
                statement.execute(table);
            }
        }
        return READ_MODEL.size();
    }

    JdbcPersistence persistence() {
        return persistence;
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
