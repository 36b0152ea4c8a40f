package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The dialects there are. */
public final class Dialects {
    private static final List<Dialect> ALL = List.of(new PostgreSqlDialect(), new H2Dialect());

    private Dialects() {}

    /** PostgreSQL, from 13 on. */
    public static Dialect postgresql() {
        return ALL.get(0);
    }

    /** H2, from 2.2 on. */
    public static Dialect h2() {
        return ALL.get(1);
    }

    /**
     * The dialect of the database that a data source leads to.
     *
     * @throws OperationalException if the database cannot be reached
     * @throws PersistenceException if the product is not known
     */
    public static Dialect of(DataSource dataSource) {
        String product;
        try (Connection connection = dataSource.getConnection()) {
            product = connection.getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            throw new OperationalException("The database cannot be reached: " + e.getMessage(), e);
        }
        return ALL.stream()
                .filter(dialect -> dialect.product().equals(product))
                .findFirst()
                .orElseThrow(() -> new PersistenceException(
                        "The database '%s' is not supported; %s are. For a compatible one, give its dialect to JdbcPersistence.builder(dataSource).dialect(…)"
                                .formatted(
                                        product,
                                        ALL.stream().map(Dialect::product).toList()),
                        null));
    }
}
