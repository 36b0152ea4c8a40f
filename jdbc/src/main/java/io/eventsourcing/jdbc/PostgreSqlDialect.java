package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.SettledHead;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.WakeUps;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** PostgreSQL: arrays in, ids out, and a fence for the settled head. */
final class PostgreSqlDialect implements Dialect {
    private static final String INSERT = """
            INSERT INTO %s (application_name, originator_id, originator_version, topic, state,
                            originator_topic, metadata, recorded_at)
            SELECT a, i, v, t, s, o, m, r::timestamptz
            FROM unnest(?::text[], ?::uuid[], ?::bigint[], ?::text[], ?::bytea[], ?::text[], ?::text[], ?::text[])
                 WITH ORDINALITY AS e (a, i, v, t, s, o, m, r, n)
            ORDER BY n
            RETURNING id""";

    /** A vanished host's lock is freed after a minute; a crashed process's lock at once. */
    private static final String LOCK_TRACKING = """
            SELECT position, state, segments, replay_until,
                   set_config('idle_in_transaction_session_timeout', '60000', true)
            FROM ${tables}followers
            WHERE application_name = ? AND leader_name = ? AND segment = ?
            FOR UPDATE SKIP LOCKED""";

    /** ON CONFLICT alone would wait for the end of a transaction that has inserted the row. */
    private static final String BEGIN_TRACKING = """
            INSERT INTO ${tables}followers (application_name, leader_name, segment, position, state, changed_at)
            SELECT a, l, s, 0, 'running', CURRENT_TIMESTAMP
            FROM (VALUES (?::text, ?::text, ?::integer)) AS n (a, l, s)
            WHERE pg_try_advisory_xact_lock(hashtextextended(concat_ws('/', '${tables}followers', a, l, s), 0))
            ON CONFLICT DO NOTHING""";

    private static final EventArrays.Types TYPES = new EventArrays.Types(
            "text", "uuid", "int8", "bytea", "text", event -> event.recordedAt().toString());

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public String migrations() {
        return "io/eventsourcing/jdbc/migration/postgresql";
    }

    @Override
    public List<Long> insert(Connection connection, String table, List<StoredEvent> events) throws SQLException {
        events.forEach(PostgreSqlTexts::refuseZeroBytes);
        return EventArrays.insert(connection, INSERT.formatted(table), TYPES, events);
    }

    @Override
    public Optional<String> lockTable(String table) {
        return Optional.of("LOCK TABLE %s IN EXCLUSIVE MODE".formatted(table));
    }

    @Override
    public String lockTracking(TableNames names) {
        return names.sql(LOCK_TRACKING);
    }

    @Override
    public void beginTracking(
            Connection connection, TableNames names, String applicationName, String leaderName, int segment)
            throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(names.sql(BEGIN_TRACKING))) {
            FollowerRows.bind(begin, 1, applicationName, leaderName, segment);
            begin.executeUpdate();
        }
    }

    @Override
    public SqlCondition metadataIs(String name, String value) {
        return SqlCondition.of("metadata::jsonb ->> ? = ?", name, value);
    }

    @Override
    public SettledHead settledHead(DataSource dataSource, TableNames names) {
        return new FencedHead(() -> new PostgreSqlFence(HeadConnection.open(dataSource), names), new SqlErrors(this));
    }

    @Override
    public Optional<WakeUps> wakeUps(DataSource dataSource, TableNames names) {
        return Optional.of(new PostgreSqlWakeUps(dataSource, names));
    }
}
