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

    TestDatabase(Supplier<HikariDataSource> opener) {
        this.opener = opener;
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

    boolean manyWriters() {
        return this != SQLITE_FILE && this != SQLITE_IN_MEMORY;
    }
}
