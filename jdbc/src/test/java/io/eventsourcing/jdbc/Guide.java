package io.eventsourcing.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL that a guide recommends. */
record Guide(String file) {
    static final Guide TABLES = new Guide("tables.md");
    static final Guide QUERYING = new Guide("querying-events.md");

    String sql(String name) {
        try {
            String page = Files.readString(Path.of("../docs", file));
            Matcher block = Pattern.compile("<!-- sql: %s -->\n```sql\n(.*?)```".formatted(name), Pattern.DOTALL)
                    .matcher(page);
            if (!block.find()) {
                throw new AssertionError("%s has no SQL '%s'".formatted(file, name));
            }
            return block.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void run(HikariDataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            try {
                statement.execute(sql);
            } catch (SQLException e) {
                if (!connection.isClosed()) {
                    statement.execute("ROLLBACK");
                }
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
