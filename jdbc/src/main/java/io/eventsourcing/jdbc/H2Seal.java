package io.eventsourcing.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Seals missing ids in H2: a marker is inserted with the shortest lock time-out there is. */
final class H2Seal implements SealSource {
    private static final String MARK = """
            INSERT INTO stored_events
                (id, application_name, originator_id, originator_version, topic, state, recorded_at)
            VALUES (?, '', ?, ?, '', X'', CURRENT_TIMESTAMP)""";

    private final HeadConnection head;
    private final Connection connection;

    H2Seal(HeadConnection head) {
        this.head = head;
        this.connection = head.connection();
    }

    @Override
    public List<Long> idsAfter(long id, int limit) throws SQLException {
        return IdScan.idsAfter(connection, id, limit);
    }

    @Override
    public Seal seal(long id) throws SQLException {
        return switch (H2NoWait.on(connection, () -> mark(id))) {
            case DONE -> Seal.SEALED;
            case ALREADY_COMMITTED -> Seal.COMMITTED;
            case OWNED_BY_ANOTHER -> Seal.OWNED;
        };
    }

    private int mark(long id) throws SQLException {
        try (PreparedStatement mark = connection.prepareStatement(MARK)) {
            mark.setLong(1, id);
            mark.setObject(2, new UUID(0, id));
            mark.setLong(3, id);
            return mark.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        head.close();
    }
}
