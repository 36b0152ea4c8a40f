package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.ApplicationRecorder;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.StoredEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records events, or snapshots, in one table. Notifications are ordered by their application too, although it is but one:
 * to PostgreSQL that is the same, and H2 then reads them off its index instead of sorting all there are.
 */
final class JdbcEventRecorder implements ApplicationRecorder {
    static final String COLUMNS =
            "application_name, originator_id, originator_version, topic, state, originator_topic, metadata, recorded_at";

    private final Dialect dialect;
    private final Statements statements;
    private final EventInsert insert;
    private final String table;
    private final String selectEvents;
    private final String fromNotifications;
    private final String selectFirstEvents;
    private final String maxNotificationId;
    private final String replaceState;

    JdbcEventRecorder(String table, Dialect dialect, Statements statements) {
        this(table, dialect, statements, dialect::insert);
    }

    JdbcEventRecorder(String table, Dialect dialect, Statements statements, EventInsert insert) {
        this.insert = insert;
        this.table = table;
        this.dialect = dialect;
        this.statements = statements;
        this.selectEvents = """
                SELECT originator_version, topic, state, originator_topic, metadata, recorded_at
                FROM %s
                WHERE application_name = ? AND originator_id = ?
                  AND originator_version > ? AND originator_version <= ?
                ORDER BY originator_version""".formatted(table);
        this.fromNotifications = " FROM %s WHERE application_name = ? AND id > ? AND id <= ?".formatted(table);
        this.selectFirstEvents = """
                SELECT id, %s
                FROM %s
                WHERE application_name = ? AND originator_topic = ? AND id > ?
                ORDER BY application_name, originator_topic, id
                LIMIT ?""".formatted(COLUMNS, table);
        this.maxNotificationId = """
                SELECT id FROM %s
                WHERE application_name = ?
                ORDER BY application_name DESC, id DESC
                LIMIT 1""".formatted(table);
        this.replaceState = """
                UPDATE %s SET state = ?
                WHERE application_name = ? AND originator_id = ? AND originator_version = ? AND state = ?""".formatted(table);
    }

    @Override
    public List<Long> insertEvents(List<StoredEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        try {
            return statements.transactions().execute(connection -> insert.insert(connection, table, events));
        } catch (SQLException e) {
            throw statements.errors().is(SqlErrorKind.DUPLICATE, e)
                    ? UniqueViolations.explain(e, events)
                    : statements.errors().translate("insert %d events".formatted(events.size()), e);
        }
    }

    @Override
    public List<StoredEvent> selectEvents(String applicationName, UUID originatorId, EventQuery query) {
        String sql = selectEvents
                + (query.descending() ? " DESC" : "")
                + (query.limit() == Integer.MAX_VALUE ? "" : " LIMIT " + query.limit());
        return statements.read("select events", connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, applicationName);
                dialect.setUuid(select, 2, originatorId);
                select.setLong(3, query.after());
                select.setLong(4, query.upTo());
                try (ResultSet rows = select.executeQuery()) {
                    List<StoredEvent> events = new ArrayList<>();
                    while (rows.next()) {
                        events.add(event(applicationName, originatorId, rows));
                    }
                    return events;
                }
            }
        });
    }

    @Override
    public List<Notification> selectNotifications(String applicationName, NotificationQuery query) {
        String sql = "SELECT id, " + COLUMNS + notificationsOf(query);
        return statements.read("select notifications", connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                bind(select, applicationName, query);
                return notifications(select);
            }
        });
    }

    @Override
    public long countNotifications(String applicationName, NotificationQuery query) {
        String sql = "SELECT COUNT(*) FROM (SELECT id" + notificationsOf(query) + ") counted";
        return statements.read("count notifications", connection -> {
            try (PreparedStatement count = connection.prepareStatement(sql)) {
                bind(count, applicationName, query);
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    private String notificationsOf(NotificationQuery query) {
        return fromNotifications
                + (query.topics().isEmpty()
                        ? ""
                        : " AND topic IN (?" + ", ?".repeat(query.topics().size() - 1) + ")")
                + " ORDER BY application_name, id LIMIT ?";
    }

    private static void bind(PreparedStatement select, String applicationName, NotificationQuery query)
            throws SQLException {
        int parameter = 1;
        select.setString(parameter++, applicationName);
        select.setLong(parameter++, query.after());
        select.setLong(parameter++, query.upTo());
        for (String topic : query.topics()) {
            select.setString(parameter++, topic);
        }
        select.setInt(parameter, query.limit());
    }

    @Override
    public List<Notification> selectFirstEvents(String applicationName, String originatorTopic, long after, int limit) {
        return statements.read("select originators", connection -> {
            try (PreparedStatement select = connection.prepareStatement(selectFirstEvents)) {
                select.setString(1, applicationName);
                select.setString(2, originatorTopic);
                select.setLong(3, after);
                select.setInt(4, limit);
                return notifications(select);
            }
        });
    }

    List<Notification> notifications(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<Notification> notifications = new ArrayList<>();
            while (rows.next()) {
                notifications.add(new Notification(rows.getLong("id"), event(rows)));
            }
            return notifications;
        }
    }

    @Override
    public OptionalLong maxNotificationId(String applicationName) {
        return statements.read("select the greatest notification id", connection -> {
            try (PreparedStatement select = connection.prepareStatement(maxNotificationId)) {
                select.setString(1, applicationName);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
                }
            }
        });
    }

    @Override
    public List<Notification> selectRows(String applicationName, long after, int limit) {
        return selectNotifications(applicationName, NotificationQuery.after(after, limit));
    }

    @Override
    public List<Notification> selectByOriginator(String applicationName, @Nullable StoredEvent after, int limit) {
        if (after == null) {
            return selectByOriginator("", applicationName, limit);
        }
        List<Notification> rows = new ArrayList<>(selectByOriginator(
                "AND originator_id = ? AND originator_version > ?",
                applicationName,
                limit,
                after.originatorId(),
                after.originatorVersion()));
        if (rows.size() < limit) {
            rows.addAll(selectByOriginator(
                    "AND originator_id > ?", applicationName, limit - rows.size(), after.originatorId()));
        }
        return rows;
    }

    private List<Notification> selectByOriginator(
            String condition, String applicationName, int limit, Object... parameters) {
        String sql = """
                SELECT id, %s
                FROM %s
                WHERE application_name = ? %s
                ORDER BY application_name, originator_id, originator_version
                LIMIT %d""".formatted(COLUMNS, table, condition, limit);
        return statements.read("select events by originator", connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, applicationName);
                for (int i = 0; i < parameters.length; i++) {
                    dialect.setValue(select, i + 2, parameters[i]);
                }
                return notifications(select);
            }
        });
    }

    @Override
    public boolean replaceState(StoredEvent stored, byte[] state) {
        return statements.write("replace a state", connection -> {
            try (PreparedStatement update = connection.prepareStatement(replaceState)) {
                update.setBytes(1, state);
                update.setString(2, stored.applicationName());
                dialect.setUuid(update, 3, stored.originatorId());
                update.setLong(4, stored.originatorVersion());
                update.setBytes(5, stored.state());
                return update.executeUpdate() == 1;
            }
        });
    }

    private StoredEvent event(ResultSet row) throws SQLException {
        return event(row.getString("application_name"), dialect.uuid(row, "originator_id"), row);
    }

    private StoredEvent event(String applicationName, UUID originatorId, ResultSet row) throws SQLException {
        return new StoredEvent(
                applicationName,
                originatorId,
                row.getLong("originator_version"),
                row.getString("topic"),
                row.getBytes("state"),
                row.getString("originator_topic"),
                row.getString("metadata"),
                dialect.time(row, "recorded_at"));
    }
}
