package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The fence of PostgreSQL. {@code nextval} takes a RowExclusiveLock on the sequence before it draws and keeps it until the
 * end of the top-level transaction, even after a roll-back to a savepoint, so the locks on that one relation are exactly
 * the transactions that may own a missing id.
 */
final class PostgreSqlFence implements FenceSource {
    private static final String SEQUENCE = "pg_get_serial_sequence('${tables}stored_events', 'id')::regclass";

    /** One look at the lock table, which proves that it sees locks by seeing those of its own session. */
    private static final String HOLDERS = """
            WITH locks AS MATERIALIZED (
                SELECT pid, virtualtransaction, mode, granted, relation, database, locktype FROM pg_locks
            )
            SELECT NULL AS pid, NULL AS virtualtransaction,
                   pg_is_in_recovery() AS standby,
                   EXISTS (SELECT FROM locks WHERE pid = pg_backend_pid()) AS proven
            UNION ALL
            SELECT pid, virtualtransaction, NULL, NULL
            FROM locks
            WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
              AND relation = %1$s
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""".formatted(SEQUENCE);

    private static final String CHECK = """
            SELECT coalesce((SELECT max(id) FROM ${tables}stored_events), 0) AS max_id,
                   s.seqcache, s.seqincrement, pg_sequence_last_value(s.seqrelid) AS last_value
            FROM pg_sequence s WHERE s.seqrelid = %s""".formatted(SEQUENCE);

    private static final String DESCRIBE = """
            SELECT coalesce(string_agg(
                format('pid %%s (application "%%s", transaction open for %%s): %%s',
                       l.pid, a.application_name, date_trunc('second', clock_timestamp() - a.xact_start),
                       left(a.query, 200)), '; '), '')
            FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.relation = %s AND l.mode = 'RowExclusiveLock' AND l.virtualtransaction = ANY (?)""".formatted(SEQUENCE);

    private final HeadConnection head;
    private final Connection connection;
    private final TableNames names;

    PostgreSqlFence(HeadConnection head, TableNames names) {
        this.head = head;
        this.connection = head.connection();
        this.names = names;
    }

    @Override
    public List<Long> idsAfter(long id, int limit) throws SQLException {
        return new IdScan(connection, names).idsAfter(id, limit);
    }

    @Override
    public Set<Holder> holders() throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(names.sql(HOLDERS));
                ResultSet rows = look.executeQuery()) {
            Set<Holder> holders = new HashSet<>();
            while (rows.next()) {
                String transaction = rows.getString("virtualtransaction");
                if (transaction == null) {
                    refuseUnreliable(rows.getBoolean("standby"), rows.getBoolean("proven"));
                } else {
                    boolean prepared = rows.getObject("pid") == null;
                    holders.add(new Holder(transaction, prepared));
                }
            }
            return holders;
        }
    }

    private static void refuseUnreliable(boolean standby, boolean proven) {
        if (standby) {
            throw new PersistenceException(
                    "Followers cannot read from a standby: it does not show the transactions of the primary. Give them a data source that leads to the primary",
                    null);
        }
        if (!proven) {
            throw new PersistenceException(
                    "pg_locks does not show the locks of the asking session, so the settled head cannot be found",
                    null);
        }
    }

    @Override
    public long checkedMaxId() throws SQLException {
        try (PreparedStatement check = connection.prepareStatement(names.sql(CHECK));
                ResultSet row = check.executeQuery()) {
            if (!row.next()) {
                throw refused("The column id of ${tables}stored_events has no sequence of its own");
            }
            long max = row.getLong("max_id");
            if (row.getLong("seqcache") != 1 || row.getLong("seqincrement") != 1) {
                throw refused(
                        "The sequence of ${tables}stored_events must have CACHE 1 and INCREMENT 1, or followers skip events: run ALTER TABLE ${tables}stored_events ALTER COLUMN id SET CACHE 1 SET INCREMENT 1");
            }
            if (row.getLong("last_value") < max) {
                throw refused(
                        "The sequence of ${tables}stored_events is at %d, behind the greatest id %d: run SELECT setval(pg_get_serial_sequence('${tables}stored_events', 'id'), max(id)) FROM ${tables}stored_events"
                                .formatted(row.getLong("last_value"), max));
            }
            return max;
        }
    }

    private PersistenceException refused(String message) {
        return new PersistenceException(names.sql(message), null);
    }

    @Override
    public String describe(Collection<Holder> holders) throws SQLException {
        List<String> prepared = holders.stream()
                .filter(Holder::prepared)
                .map(Holder::transaction)
                .toList();
        Object[] named = holders.stream().map(Holder::transaction).toArray();
        try (PreparedStatement describe = connection.prepareStatement(names.sql(DESCRIBE))) {
            describe.setArray(1, connection.createArrayOf("text", named));
            try (ResultSet row = describe.executeQuery()) {
                String sessions = row.next() ? row.getString(1) : "";
                return prepared.isEmpty()
                        ? sessions
                        : "prepared transactions %s (see pg_prepared_xacts; COMMIT PREPARED or ROLLBACK PREPARED) %s"
                                .formatted(prepared, sessions);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        head.close();
    }
}
