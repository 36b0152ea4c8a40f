package io.eventsourcing.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Databases with the library's tables. What a test gives back is emptied and lent to the next one, which takes a tenth of the
 * time that making a database does. For tests that leave the library's tables as they are; their own are dropped.
 */
final class LentDatabases {
    private static final String[] TABLES = {"TABLE", "BASE TABLE", "PARTITIONED TABLE"};

    private final Supplier<HikariDataSource> maker;
    private final TableNames names;
    private final Queue<String> free = new ConcurrentLinkedQueue<>();
    private final Set<String> own = new TreeSet<>();

    LentDatabases(Supplier<HikariDataSource> maker, TableNames names) {
        this.maker = maker;
        this.names = names;
    }

    TableNames names() {
        return names;
    }

    HikariDataSource lend() {
        String used = free.poll();
        return used == null ? make() : TestDatabases.pool(used);
    }

    private synchronized HikariDataSource make() {
        HikariDataSource made = maker.get();
        Migrations.migrate(made, names);
        if (own.isEmpty()) {
            try (Connection connection = made.getConnection()) {
                own.addAll(tables(connection));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return made;
    }

    void giveBack(HikariDataSource database) {
        database.close();
        try (Connection connection = DriverManager.getConnection(database.getJdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String sql : emptying(connection)) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            // somebody still holds its tables
            return;
        }
        free.add(database.getJdbcUrl());
    }

    private List<String> emptying(Connection connection) throws SQLException {
        List<String> statements = new ArrayList<>();
        Set<String> others = tables(connection);
        others.removeAll(own);
        others.forEach(table -> statements.add("DROP TABLE " + table));
        String product = connection.getMetaData().getDatabaseProductName();
        for (String table : own) {
            if (!table.toLowerCase().contains("eventsourcing_schema")) {
                statements.add(
                        switch (product) {
                            case "SQLite" -> "DELETE FROM " + table;
                            case "MariaDB" -> "TRUNCATE TABLE " + table;
                            default -> "TRUNCATE TABLE " + table + " RESTART IDENTITY";
                        });
            }
        }
        switch (product) {
            case "PostgreSQL" -> statements.addFirst("SET lock_timeout = '2s'");
            case "MariaDB" -> statements.addFirst("SET lock_wait_timeout = 2");
            case "SQLite" -> statements.add("DELETE FROM sqlite_sequence");
            default -> {}
        }
        return statements;
    }

    /** The quoted names of all tables but those of the database itself. */
    private Set<String> tables(Connection connection) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString();
        boolean schemas = connection.getMetaData().supportsSchemasInTableDefinitions();
        String catalog = names.schema() == null || schemas ? connection.getCatalog() : names.schema();
        Set<String> found = new TreeSet<>();
        try (ResultSet rows = connection.getMetaData().getTables(catalog, null, null, TABLES)) {
            while (rows.next()) {
                String schema = schemas ? rows.getString("TABLE_SCHEM") : catalog;
                if (!"INFORMATION_SCHEMA".equals(schema)) {
                    String qualifier = schema == null ? "" : quote + schema + quote + ".";
                    found.add(qualifier + quote + rows.getString("TABLE_NAME") + quote);
                }
            }
        }
        return found;
    }
}
