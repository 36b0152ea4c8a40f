package io.eventsourcing.jdbc;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the library's tables are, and how their names begin. In SQL, names are not quoted, so the database folds their
 * case as it does everywhere.
 *
 * @param schema the schema that holds the tables, or null for the one that the connection has by default; on MariaDB a
 *     database of the same server; on SQLite always null
 * @param prefix what the names of all tables, views, indexes and constraints begin with; empty unless given
 */
public record TableNames(@Nullable String schema, String prefix) {
    /** The longest name that the library gives to anything, without a prefix. */
    static final int LONGEST_NAME = 40;

    private static final Pattern SCHEMA = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)?");
    private static final TableNames DEFAULTS = new TableNames(null, "");

    /** @throws IllegalArgumentException if a name has anything but ASCII letters, digits and underscores */
    public TableNames {
        Objects.requireNonNull(prefix, "prefix");
        if (schema != null) {
            requireMatch(SCHEMA, "schema", schema);
        }
        requireMatch(PREFIX, "table prefix", prefix);
    }

    private static void requireMatch(Pattern pattern, String what, String name) {
        if (!pattern.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The %s '%s' is refused: use ASCII letters, digits and underscores, with no digit at the beginning"
                            .formatted(what, name));
        }
    }

    /** The default schema, no prefix. */
    public static TableNames defaults() {
        return DEFAULTS;
    }

    /** The same names in another schema; null is the default one. */
    public TableNames schema(@Nullable String value) {
        return new TableNames(value, prefix);
    }

    /** The same names with another prefix; empty is none. */
    public TableNames prefix(String value) {
        return new TableNames(schema, value);
    }

    /** The name of a table or view as SQL has it, such as {@code es.app_stored_events} for {@code stored_events}. */
    public String table(String name) {
        return (schema == null ? "" : schema + ".") + prefix + name;
    }

    /**
     * SQL with these names in place of the placeholders: a table is {@code ${tables}stored_events}, and an index or a
     * constraint, which has no schema of its own, is {@code ${prefix}stored_events_pk}.
     */
    public String sql(String withPlaceholders) {
        return withPlaceholders.replace("${tables}", table("")).replace("${prefix}", prefix);
    }

    /** @throws IllegalArgumentException if the database has no schemas, or allows no names as long as these */
    void requireFit(Dialect dialect) {
        int longest = dialect.longestName();
        if (schema != null) {
            if (!dialect.hasSchemas()) {
                throw new IllegalArgumentException(
                        "The schema '%s' is refused: %s has no schemas. Leave it out, and tell sets of tables apart by a table prefix"
                                .formatted(schema, dialect.product()));
            }
            requireAtMost(longest, "schema", schema, dialect);
        }
        requireAtMost(longest - LONGEST_NAME, "table prefix", prefix, dialect);
    }

    private static void requireAtMost(int length, String what, String name, Dialect dialect) {
        if (name.length() > length) {
            throw new IllegalArgumentException("The %s '%s' has %d characters: with %s, use %d at most"
                    .formatted(what, name, name.length(), dialect.product(), length));
        }
    }
}
