package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.OperationalException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The dialects there are. */
public final class Dialects {
    private static final Dialect POSTGRESQL = new PostgreSqlDialect();
    private static final Dialect MARIADB = new MariaDbDialect();
    private static final Dialect SQLITE = new SqliteDialect();
    private static final Dialect H2 = new H2Dialect();
    private static final List<Dialect> ALL = List.of(POSTGRESQL, MARIADB, SQLITE, H2);

    private Dialects() {}

    /** PostgreSQL, from 13 on. */
    public static Dialect postgresql() {
        return POSTGRESQL;
    }

    /** MariaDB, from 10.7 on. */
    public static Dialect mariadb() {
        return MARIADB;
    }

    /** SQLite, from 3.35 on. */
    public static Dialect sqlite() {
        return SQLITE;
    }

    /** H2, from 2.2 on. */
    public static Dialect h2() {
        return H2;
    }

    /**
     * The dialect of the database that a data source leads to.
     *
     * @throws OperationalException if the database cannot be reached
     * @throws UnsupportedDatabaseException if the product is not known, or its version or settings do not do
     */
    public static Dialect of(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            Dialect dialect = named(connection.getMetaData().getDatabaseProductName());
            dialect.check(connection);
            return dialect;
        } catch (SQLException e) {
            throw new OperationalException("The database cannot be reached: " + e.getMessage(), e);
        }
    }

    private static Dialect named(String product) {
        if (product.equals("MySQL")) {
            throw new UnsupportedDatabaseException(
                    "MySQL is not supported: it lacks INSERT … RETURNING and the type uuid, and nothing here was ever run on it. For a MariaDB server use MariaDB's own driver, or give Dialects.mariadb() to JdbcPersistence.builder(dataSource).dialect(…)");
        }
        return ALL.stream()
                .filter(dialect -> dialect.product().equals(product))
                .findFirst()
                .orElseThrow(() -> new UnsupportedDatabaseException(
                        "The database '%s' is not supported; %s are. For a compatible one, give its dialect to JdbcPersistence.builder(dataSource).dialect(…)"
                                .formatted(
                                        product,
                                        ALL.stream().map(Dialect::product).toList())));
    }
}
