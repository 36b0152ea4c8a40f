package io.eventsourcing.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Seals missing ids with marker rows, whose application name is empty, on a database that inserts without waiting. */
final class MarkerSeal implements SealSource {
    private static final String MARK = """
            INSERT INTO ${tables}stored_events
                (id, application_name, originator_id, originator_version, topic, state, recorded_at)
            VALUES (?, '', ?, ?, '', ?, %s)""";

    private final HeadConnection head;
    private final IdScan scan;
    private final NoWaitDialect dialect;
    private final String mark;

    MarkerSeal(HeadConnection head, TableNames names, NoWaitDialect dialect) {
        this.head = head;
        this.scan = new IdScan(head.connection(), names);
        this.dialect = dialect;
        this.mark = names.sql(MARK.formatted(dialect.now()));
    }

    @Override
    public List<Long> idsAfter(long id, int limit) throws SQLException {
        return scan.idsAfter(id, limit);
    }

    @Override
    public Seal seal(long id) throws SQLException {
        try {
            dialect.insertNoWait(head.connection(), mark, insert -> bind(insert, id));
            return Seal.SEALED;
        } catch (SQLException e) {
            return switch (dialect.errorKind(e)) {
                case DUPLICATE -> Seal.COMMITTED;
                case LOCKED -> Seal.OWNED;
                default -> throw e;
            };
        }
    }

    private void bind(PreparedStatement insert, long id) throws SQLException {
        insert.setLong(1, id);
        dialect.setUuid(insert, 2, new UUID(0, id));
        insert.setLong(3, id);
        insert.setBytes(4, new byte[0]);
    }

    @Override
    public void close() throws SQLException {
        head.close();
    }
}
