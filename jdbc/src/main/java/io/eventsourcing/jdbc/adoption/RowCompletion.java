package io.eventsourcing.jdbc.adoption;

import io.eventsourcing.jdbc.Dialect;
import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills the columns of Python's rows that are told by their states, page by page, each in its own transaction; with a
 * check, all the rows are read.
 */
final class RowCompletion {
    private static final String INCOMPLETE =
            "(recorded_at = ? OR (originator_topic IS NULL AND originator_version <= 1))";
    private static final String COUNT = "SELECT count(*) FROM ${table}";
    private static final String SELECT = """
            SELECT id, application_name, originator_id, originator_version, topic, state, originator_topic, recorded_at
            FROM ${table} WHERE id > ?${where} ORDER BY id LIMIT ?""";
    private static final String UPDATE = "UPDATE ${table} SET originator_topic = ?, recorded_at = ? WHERE id = ?";

    /** A row and the columns that it has. */
    private record Found(PythonRow row, @Nullable String originatorTopic, Instant recordedAt) {
        /** Whether the columns of a row that was read from its state are others. */
        boolean differs(StoredEvent read) {
            boolean topic = originatorTopic == null && read.originatorTopic() != null;
            boolean time = recordedAt.equals(PythonRow.UNKNOWN_TIME)
                    && !read.recordedAt().equals(recordedAt);
            return topic || time;
        }
    }

    private final Target target;
    private final RowKind kind;
    private final String table;
    private final RowInspection inspection;
    private final int batchSize;

    RowCompletion(Target target, RowKind kind, RowInspection inspection, int batchSize) {
        this.target = target;
        this.kind = kind;
        this.table = target.names().table(kind.table());
        this.inspection = inspection;
        this.batchSize = batchSize;
    }

    void run() {
        boolean all = inspection.check() != null && kind == RowKind.EVENT;
        if (!all && inspection.states() == null) {
            return;
        }
        String where = all ? "" : " AND " + INCOMPLETE;
        long total = target.persistence().execute(connection -> count(connection, where));
        long done = 0;
        long after = Long.MIN_VALUE;
        while (true) {
            long last = after;
            List<Found> page = target.persistence().execute(connection -> complete(connection, last, where));
            if (page.isEmpty()) {
                return;
            }
            done += page.size();
            after = page.getLast().row().id();
            inspection.journal().progress(table, done, total);
        }
    }

    private long count(Connection connection, String where) throws SQLException {
        String sql = sql(COUNT) + (where.isEmpty() ? "" : " WHERE " + INCOMPLETE);
        try (PreparedStatement count = connection.prepareStatement(sql)) {
            if (!where.isEmpty()) {
                dialect().setTime(count, 1, PythonRow.UNKNOWN_TIME);
            }
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private List<Found> complete(Connection connection, long after, String where) throws SQLException {
        List<Found> page = select(connection, after, where);
        long changed = 0;
        try (PreparedStatement update = connection.prepareStatement(sql(UPDATE))) {
            for (Found found : page) {
                StoredEvent read = inspection.inspect(found.row(), kind, table).orElse(null);
                if (read != null && inspection.states() != null && found.differs(read)) {
                    update.setString(1, read.originatorTopic());
                    dialect().setTime(update, 2, read.recordedAt());
                    update.setLong(3, found.row().id());
                    update.addBatch();
                    changed++;
                }
            }
            if (changed > 0) {
                update.executeBatch();
            }
        }
        inspection.journal().changed(kind, changed);
        return page;
    }

    private List<Found> select(Connection connection, long after, String where) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql(SELECT).replace("${where}", where))) {
            int parameter = 1;
            select.setLong(parameter++, after);
            if (!where.isEmpty()) {
                dialect().setTime(select, parameter++, PythonRow.UNKNOWN_TIME);
            }
            select.setInt(parameter, batchSize);
            try (ResultSet rows = select.executeQuery()) {
                List<Found> page = new ArrayList<>();
                while (rows.next()) {
                    page.add(new Found(
                            PythonRow.read(rows, rows.getString("application_name")),
                            rows.getString("originator_topic"),
                            dialect().time(rows, "recorded_at")));
                }
                return page;
            }
        }
    }

    private Dialect dialect() {
        return target.dialect();
    }

    private String sql(String withPlaceholder) {
        return withPlaceholder.replace("${table}", table);
    }
}
