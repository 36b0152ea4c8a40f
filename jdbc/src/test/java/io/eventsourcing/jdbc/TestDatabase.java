package io.eventsourcing.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Supplier;

/** The kinds of databases that tests are run on. */
public enum TestDatabase {
    POSTGRESQL(TestDatabases::postgres),
    MARIADB(TestDatabases::mariaDb),
    SQLITE_FILE(TestDatabases::sqliteFile),
    SQLITE_IN_MEMORY(TestDatabases::sqliteInMemory),
    H2(TestDatabases::h2);

    private final Supplier<HikariDataSource> opener;
    private final LentDatabases lent;

    TestDatabase(Supplier<HikariDataSource> opener) {
        this.opener = opener;
        this.lent = new LentDatabases(opener, TableNames.defaults());
    }

    /** A new, empty database. */
    public HikariDataSource open() {
        return opener.get();
    }

    /** A new database with the library's tables. */
    public HikariDataSource migrated() {
        HikariDataSource dataSource = open();
        Migrations.migrate(dataSource);
        return dataSource;
    }

    /** Databases with the library's tables, for tests that leave these as they are. */
    LentDatabases lent() {
        return lent;
    }

    /**
     * These names as far as the database has schemas. On MariaDB the schema has a name of its own each time, since it is a
     * database of the server that all tests share.
     */
    TableNames names(TableNames wanted) {
        String schema = wanted.schema();
        if (schema == null) {
            return wanted;
        }
        return switch (this) {
            case SQLITE_FILE, SQLITE_IN_MEMORY -> wanted.schema(null);
            case MARIADB -> {
                String unique = TestDatabases.newName() + "_" + schema;
                yield wanted.schema(unique.substring(0, Math.min(64, unique.length())));
            }
            case POSTGRESQL, H2 -> wanted;
        };
    }

    boolean manyWriters() {
        return this != SQLITE_FILE && this != SQLITE_IN_MEMORY;
    }
}
