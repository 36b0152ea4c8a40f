package io.eventsourcing.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The scan of the visible ids, which every database does alike. */
final class IdScan {
    private static final String IDS_AFTER = "SELECT id FROM ${tables}stored_events WHERE id > ? ORDER BY id LIMIT ?";

    private final Connection connection;
    private final String idsAfter;

    IdScan(Connection connection, TableNames names) {
        this.connection = connection;
        this.idsAfter = names.sql(IDS_AFTER);
    }

    List<Long> idsAfter(long id, int limit) throws SQLException {
        try (PreparedStatement scan = connection.prepareStatement(idsAfter)) {
            scan.setLong(1, id);
            scan.setInt(2, limit);
            try (ResultSet rows = scan.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        }
    }
}
