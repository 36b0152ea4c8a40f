package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;

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

    /** The name cannot be a parameter: it is an identifier. */
    @Override
    public SqlCondition metadataIs(String name, String value) {
        String identifier = '"' + name.replace("\"", "\"\"") + '"';
        return SqlCondition.of("(metadata FORMAT JSON)." + identifier + " = CAST(CAST(? AS VARCHAR) AS JSON)", value);
    }

    @Override
    public void insertNoWait(Connection connection, String insert, Parameters parameters) throws SQLException {
        H2NoWait.insert(connection, insert, parameters);
    }

    /** Of 256: to add a column, H2 makes a copy whose constraints have the table's name and their own in one. */
    @Override
    public int longestName() {
        return 120;
    }

    @Override
    public SqlErrorKind errorKind(SQLException e) {
        return e.getErrorCode() == CONCURRENT_UPDATE ? SqlErrorKind.LOCKED : SqlErrorKind.of(e);
    }
}
