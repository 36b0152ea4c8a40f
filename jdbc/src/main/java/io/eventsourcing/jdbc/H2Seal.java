package io.eventsourcing.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Seals missing ids in H2: a marker is inserted with the shortest lock time-out there is. */
final class H2Seal implements SealSource {
    private static final String MARK = """
            INSERT INTO ${tables}stored_events
                (id, application_name, originator_id, originator_version, topic, state, recorded_at)
            VALUES (?, '', ?, ?, '', X'', CURRENT_TIMESTAMP)""";

    private final HeadConnection head;
    private final IdScan scan;
    private final String mark;

    H2Seal(HeadConnection head, TableNames names) {
        this.head = head;
        this.scan = new IdScan(head.connection(), names);
        this.mark = names.sql(MARK);
    }

    @Override
    public List<Long> idsAfter(long id, int limit) throws SQLException {
        return scan.idsAfter(id, limit);
    }

    @Override
    public Seal seal(long id) throws SQLException {
        return switch (H2NoWait.on(head.connection(), () -> mark(id))) {
            case DONE -> Seal.SEALED;
            case ALREADY_COMMITTED -> Seal.COMMITTED;
            case OWNED_BY_ANOTHER -> Seal.OWNED;
        };
    }

    private int mark(long id) throws SQLException {
        try (PreparedStatement insert = head.connection().prepareStatement(mark)) {
            insert.setLong(1, id);
            insert.setObject(2, new UUID(0, id));
            insert.setLong(3, id);
            return insert.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        head.close();
    }
}
