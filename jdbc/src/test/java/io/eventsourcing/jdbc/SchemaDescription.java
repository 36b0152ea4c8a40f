package io.eventsourcing.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Everything that the catalogue says about a schema, but for the histories of tools: tables, columns, types, nullability,
 * defaults, constraints, indexes, sequences and views.
 */
final class SchemaDescription {
    private static final Map<String, List<String>> QUESTIONS = Map.of(
            "PostgreSQL",
            List.of(
                    """
                    SELECT table_name, column_name, ordinal_position, data_type, is_nullable, column_default,
                           character_maximum_length, datetime_precision, is_identity, identity_generation
                    FROM information_schema.columns WHERE table_schema = lower('${schema}')""",
                    """
                    SELECT conrelid::regclass, conname, pg_get_constraintdef(oid)
                    FROM pg_constraint WHERE connamespace = lower('${schema}')::regnamespace""",
                    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = lower('${schema}')",
                    "SELECT viewname, definition FROM pg_views WHERE schemaname = lower('${schema}')",
                    """
                    SELECT sequencename, data_type, increment_by, cache_size, min_value, max_value, cycle
                    FROM pg_sequences WHERE schemaname = lower('${schema}')"""),
            "MariaDB",
            List.of(
                    """
                    SELECT table_name, column_name, ordinal_position, column_type, is_nullable, column_default, extra,
                           collation_name
                    FROM information_schema.columns WHERE table_schema = '${schema}'""",
                    """
                    SELECT table_name, table_type, engine, table_collation
                    FROM information_schema.tables WHERE table_schema = '${schema}'""",
                    """
                    SELECT table_name, index_name, non_unique, seq_in_index, column_name, collation, sub_part, index_type
                    FROM information_schema.statistics WHERE table_schema = '${schema}'""",
                    """
                    SELECT table_name, constraint_name, constraint_type
                    FROM information_schema.table_constraints WHERE table_schema = '${schema}'""",
                    """
                    SELECT table_name, replace(view_definition, '${schema}', 'the_schema')
                    FROM information_schema.views WHERE table_schema = '${schema}'"""),
            "SQLite",
            List.of("SELECT type, name, tbl_name, sql FROM sqlite_schema"),
            "H2",
            List.of("SCRIPT NODATA NOPASSWORDS NOSETTINGS SCHEMA ${schema}"));

    private SchemaDescription() {}

    static List<String> of(HikariDataSource dataSource, TableNames names) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            String schema = Stream.of(names.schema(), connection.getSchema(), connection.getCatalog())
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("");
            for (String question : QUESTIONS.get(connection.getMetaData().getDatabaseProductName())) {
                try (PreparedStatement select = connection.prepareStatement(question.replace("${schema}", schema))) {
                    lines.addAll(lines(select));
                }
            }
        }
        return lines.stream().filter(line -> !ofATool(line)).sorted().toList();
    }

    private static boolean ofATool(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.contains("schema_history") || lower.contains("_changelog");
    }

    private static List<String> lines(PreparedStatement select) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    line.append(rows.getString(i)).append(" | ");
                }
                lines.add(line.toString().replaceAll("SYSTEM_SEQUENCE_\\w+", "SYSTEM_SEQUENCE"));
            }
        }
        return lines;
    }
}
