package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.DataException;
import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Inserts of many rows each, of a size that the server takes. A single event that is larger than a statement may be is
 * refused here, since the server would answer by closing the connection.
 */
final class MariaDbInsert {
    private static final int MOST_ROWS = 500;
    private static final long MOST_BYTES = 256 << 10;
    private static final int OVERHEAD = 4 << 10;

    private final Connection connection;
    private final String table;
    private final ColumnTypes types;

    MariaDbInsert(Connection connection, String table, ColumnTypes types) {
        this.connection = connection;
        this.table = table;
        this.types = types;
    }

    /** The events in their order, cut so that each part fits into one statement. */
    static List<List<StoredEvent>> chunks(List<StoredEvent> events) {
        List<List<StoredEvent>> chunks = new ArrayList<>();
        int begin = 0;
        long bytes = 0;
        for (int i = 0; i < events.size(); i++) {
            long size = size(events.get(i));
            if (i > begin && (i - begin == MOST_ROWS || bytes + size > MOST_BYTES)) {
                chunks.add(events.subList(begin, i));
                begin = i;
                bytes = 0;
            }
            bytes += size;
        }
        chunks.add(events.subList(begin, events.size()));
        return chunks;
    }

    /** How long the event is in a statement, in which some bytes are escaped. */
    private static long size(StoredEvent event) {
        String metadata = event.metadata();
        long texts = event.topic().length() + (metadata == null ? 0 : metadata.length());
        long escaped = 0;
        for (byte b : event.state()) {
            if (b == 0 || b == '"' || b == '\'' || b == '\\') {
                escaped++;
            }
        }
        return event.state().length + escaped + 6 * texts;
    }

    List<Long> all(List<List<StoredEvent>> chunks) throws SQLException {
        List<Long> ids = new ArrayList<>();
        for (List<StoredEvent> chunk : chunks) {
            ids.addAll(rows(chunk));
        }
        return ids;
    }

    List<Long> rows(List<StoredEvent> events) throws SQLException {
        refuseTooLarge(events.getFirst());
        String sql = "INSERT INTO " + table + " " + InsertedRow.COLUMNS + " VALUES " + InsertedRow.PLACEHOLDERS
                + (", " + InsertedRow.PLACEHOLDERS).repeat(events.size() - 1) + " RETURNING id";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int row = 0; row < events.size(); row++) {
                InsertedRow.bind(insert, row, events.get(row), types);
            }
            try (ResultSet rows = insert.executeQuery()) {
                List<Long> ids = new ArrayList<>(events.size());
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        }
    }

    private void refuseTooLarge(StoredEvent event) throws SQLException {
        long size = size(event);
        if (size <= MOST_BYTES) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT @@max_allowed_packet");
                ResultSet row = select.executeQuery()) {
            row.next();
            long most = row.getLong(1);
            if (size + OVERHEAD > most) {
                throw new DataException(
                        "%s takes %,d bytes in a statement, more than the server's max_allowed_packet of %,d: raise that, or store less in one event"
                                .formatted(event, size, most),
                        null);
            }
        }
    }
}
