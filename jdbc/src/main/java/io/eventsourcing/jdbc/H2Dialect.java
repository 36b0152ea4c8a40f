package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.SettledHead;
import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** H2: arrays in, ids out of the final table, and sealing for the settled head. */
final class H2Dialect implements Dialect {
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
            SELECT position FROM followers
            WHERE application_name = ? AND leader_name = ? AND segment = ?
            FOR UPDATE SKIP LOCKED""";

    private static final String BEGIN_TRACKING = """
            MERGE INTO followers f
            USING (VALUES (CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS INTEGER))) AS n (a, l, s)
            ON f.application_name = n.a AND f.leader_name = n.l AND f.segment = n.s
            WHEN NOT MATCHED THEN
                INSERT (application_name, leader_name, segment, position, state, changed_at)
                VALUES (n.a, n.l, n.s, 0, 'running', CURRENT_TIMESTAMP)""";

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
        return events.size() == 1
                ? insertRows(connection, table, events)
                : AllOrNothing.on(connection, () -> insertRows(connection, table, events));
    }

    private static List<Long> insertRows(Connection connection, String table, List<StoredEvent> events)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT.formatted(table))) {
            int n = events.size();
            return new EventArrays(insert, events)
                    .column("VARCHAR", new String[n], StoredEvent::applicationName)
                    .column("UUID", new UUID[n], StoredEvent::originatorId)
                    .column("BIGINT", new Long[n], StoredEvent::originatorVersion)
                    .column("VARCHAR", new String[n], StoredEvent::topic)
                    .column("VARBINARY", new byte[n][], StoredEvent::state)
                    .column("VARCHAR", new @Nullable String[n], StoredEvent::originatorTopic)
                    .column("VARCHAR", new @Nullable String[n], StoredEvent::metadata)
                    .column(
                            "TIMESTAMP WITH TIME ZONE",
                            new OffsetDateTime[n],
                            event -> event.recordedAt().atOffset(ZoneOffset.UTC))
                    .execute();
        }
    }

    @Override
    public String lockTracking() {
        return LOCK_TRACKING;
    }

    @Override
    public String beginTracking() {
        return BEGIN_TRACKING;
    }

    @Override
    public SettledHead settledHead(DataSource dataSource) {
        return new SealedHead(() -> new H2Seal(HeadConnection.open(dataSource)), new SqlErrors(transientErrors()));
    }

    /** 90131: a row was changed by a concurrent transaction. */
    @Override
    public Set<Integer> transientErrors() {
        return Set.of(90131);
    }
}
