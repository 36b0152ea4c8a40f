package io.eventsourcing.jdbc.adoption;

import io.eventsourcing.jdbc.Dialect;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.TableNames;
import javax.sql.DataSource;

/** The library's tables that are written to. */
record Target(JdbcPersistence persistence, Dialect dialect, TableNames names) {
    static Target of(DataSource dataSource, Dialect dialect, TableNames names) {
        JdbcPersistence persistence = JdbcPersistence.builder(dataSource)
                .dialect(dialect)
                .tables(names)
                .build();
        return new Target(persistence, dialect, names);
    }
}
