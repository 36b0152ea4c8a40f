package io.eventsourcing.jdbc.adoption;

import io.eventsourcing.jdbc.Dialect;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.TableNames;
import io.eventsourcing.persistence.DataException;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Writes events with the ids that they had, into a table in which nobody else writes. Followers may read meanwhile: ids
 * ascend, and {@code setval} locks the sequence as {@code nextval} does, so the settled head waits for each batch.
 */
final class KeptIds implements Inserts.Batch {
    private static final String INSERT = """
            INSERT INTO ${tables}stored_events (id, application_name, originator_id, originator_version, topic, state,
                                                originator_topic, metadata, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String LAST = """
            SELECT id, application_name, originator_id, originator_version
            FROM ${tables}stored_events ORDER BY id DESC LIMIT 1""";
    private static final String LOCK = "LOCK TABLE ${tables}stored_events IN EXCLUSIVE MODE";
    private static final String SET_SEQUENCE = """
            SELECT setval(s.name, greatest(?, coalesce(pg_sequence_last_value(s.name::regclass), 0)))
            FROM (SELECT pg_get_serial_sequence('${tables}stored_events', 'id')) AS s (name)""";

    private final JdbcPersistence persistence;
    private final Dialect dialect;
    private final TableNames names;
    private long last;

    private KeptIds(JdbcPersistence persistence, Dialect dialect, TableNames names, long last) {
        this.persistence = persistence;
        this.dialect = dialect;
        this.names = names;
        this.last = last;
    }

    /** Empty unless there is nothing in the table but what was copied from there with its ids. */
    static Optional<KeptIds> of(
            JdbcPersistence persistence, Dialect dialect, TableNames names, List<PythonTables> sources)
            throws SQLException {
        if (sources.size() != 1 || !(isPostgreSql(dialect) || dialect.product().equals("SQLite"))) {
            return Optional.empty();
        }
        Optional<PythonRow> last = persistence.execute(connection -> last(connection, names));
        if (last.isEmpty()) {
            return Optional.of(new KeptIds(persistence, dialect, names, 0));
        }
        PythonRow there = last.get();
        return sources.getFirst()
                .lastUpTo(null, there.id())
                .filter(row -> row.id() == there.id()
                        && row.applicationName().equals(there.applicationName())
                        && row.originatorVersion() == there.originatorVersion()
                        && PythonRow.id(row.originatorId()).equals(PythonRow.id(there.originatorId())))
                .map(row -> new KeptIds(persistence, dialect, names, row.id()));
    }

    private static boolean isPostgreSql(Dialect dialect) {
        return dialect.product().equals("PostgreSQL");
    }

    private static Optional<PythonRow> last(Connection connection, TableNames names) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(names.sql(LAST))) {
            return row.next()
                    ? Optional.of(new PythonRow(
                            row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), null, null))
                    : Optional.empty();
        }
    }

    @Override
    public void insert(List<Notification> rows) {
        if (rows.getFirst().id() <= last) {
            throw new DataException(
                    "its id %d was passed".formatted(rows.getFirst().id()), null);
        }
        persistence.execute(connection -> {
            lock(connection, rows.getLast().id());
            insert(connection, rows);
            return rows;
        });
        last = rows.getLast().id();
    }

    private void lock(Connection connection, long id) throws SQLException {
        if (isPostgreSql(dialect)) {
            try (Statement lock = connection.createStatement()) {
                lock.execute(names.sql(LOCK));
            }
            try (PreparedStatement set = connection.prepareStatement(names.sql(SET_SEQUENCE))) {
                set.setLong(1, id);
                set.execute();
            }
        }
        if (last(connection, names).map(PythonRow::id).orElse(0L) != last) {
            throw new AdoptionException(
                    "Somebody else has written into %s, so ids cannot be kept: stop all applications that write there, empty the table, and run the adoption again"
                            .formatted(names.table("stored_events")),
                    null);
        }
    }

    private void insert(Connection connection, List<Notification> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(names.sql(INSERT))) {
            for (Notification row : rows) {
                StoredEvent event = row.event();
                insert.setLong(1, row.id());
                insert.setString(2, event.applicationName());
                dialect.setUuid(insert, 3, event.originatorId());
                insert.setLong(4, event.originatorVersion());
                insert.setString(5, event.topic());
                insert.setBytes(6, event.state());
                insert.setString(7, event.originatorTopic());
                insert.setString(8, event.metadata());
                dialect.setTime(insert, 9, event.recordedAt());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
