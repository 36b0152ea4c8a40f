package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.SettledHead;
import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/** H2: arrays in, ids out of the final table, and sealing for the settled head. */
final class H2Dialect implements NoWaitDialect {
    /** A row was changed by a concurrent transaction. */
    private static final int CONCURRENT_UPDATE = 90131;

    private static final String INSERT = """
            SELECT id FROM FINAL TABLE (
                INSERT INTO %s (application_name, originator_id, originator_version, topic, state,
                                originator_topic, metadata, recorded_at)
                SELECT a, i, v, t, s, o, m, r
                FROM UNNEST(CAST(? AS VARCHAR ARRAY), CAST(? AS UUID ARRAY), CAST(? AS BIGINT ARRAY),
                            CAST(? AS VARCHAR ARRAY), CAST(? AS VARBINARY ARRAY), CAST(? AS VARCHAR ARRAY),
                            CAST(? AS VARCHAR ARRAY), CAST(? AS TIMESTAMP(6) WITH TIME ZONE ARRAY))
                     WITH ORDINALITY AS e (a, i, v, t, s, o, m, r, n)
                ORDER BY n)
            ORDER BY id""";

    private static final String LOCK_TRACKING = """
            SELECT position, state, segments FROM ${tables}followers
            WHERE application_name = ? AND leader_name = ? AND segment = ?
            FOR UPDATE SKIP LOCKED""";

    private static final String BEGIN_TRACKING = """
            MERGE INTO ${tables}followers f
            USING (VALUES (CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS INTEGER))) AS n (a, l, s)
            ON f.application_name = n.a AND f.leader_name = n.l AND f.segment = n.s
            WHEN NOT MATCHED THEN
                INSERT (application_name, leader_name, segment, position, state, changed_at)
                VALUES (n.a, n.l, n.s, 0, 'running', CURRENT_TIMESTAMP)""";

    private static final EventArrays.Types TYPES = new EventArrays.Types(
            "VARCHAR",
            "UUID",
            "BIGINT",
            "VARBINARY",
            "TIMESTAMP WITH TIME ZONE",
            event -> event.recordedAt().atOffset(ZoneOffset.UTC));

    @Override
    public String product() {
        return "H2";
    }

    @Override
    public String migrations() {
        return "io/eventsourcing/jdbc/migration/h2";
    }

    @Override
    public List<Long> insert(Connection connection, String table, List<StoredEvent> events) throws SQLException {
        AllOrNothing.Statement<List<Long>> insert =
                () -> EventArrays.insert(connection, INSERT.formatted(table), TYPES, events);
        return events.size() == 1 ? insert.execute() : AllOrNothing.on(connection, insert);
    }

    @Override
    public String lockTracking(TableNames names) {
        return names.sql(LOCK_TRACKING);
    }

    @Override
    public void beginTracking(
            Connection connection, TableNames names, String applicationName, String leaderName, int segment)
            throws SQLException {
        insertIfFree(
                connection,
                names.sql(BEGIN_TRACKING),
                begin -> JdbcTrackingRecorder.bind(begin, 1, applicationName, leaderName, segment));
    }

    /** The name cannot be a parameter: it is an identifier. */
    @Override
    public SqlCondition metadataIs(String name, String value) {
        String identifier = '"' + name.replace("\"", "\"\"") + '"';
        return SqlCondition.of("(metadata FORMAT JSON)." + identifier + " = CAST(CAST(? AS VARCHAR) AS JSON)", value);
    }

    @Override
    public SettledHead settledHead(DataSource dataSource, TableNames names) {
        return new SealedHead(() -> new MarkerSeal(HeadConnection.open(dataSource), names, this), new SqlErrors(this));
    }

    @Override
    public void insertNoWait(Connection connection, String insert, Parameters parameters) throws SQLException {
        H2NoWait.insert(connection, insert, parameters);
    }

    @Override
    public int longestName() {
        return 256;
    }

    @Override
    public SqlErrorKind errorKind(SQLException e) {
        return e.getErrorCode() == CONCURRENT_UPDATE ? SqlErrorKind.LOCKED : SqlErrorKind.of(e);
    }
}
