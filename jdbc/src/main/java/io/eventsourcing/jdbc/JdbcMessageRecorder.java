package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.MessageRecorder;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.StoredMessage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Scheduled messages, in the table {@code scheduled_messages}. */
final class JdbcMessageRecorder implements MessageRecorder {
    private static final String INSERT = """
            INSERT INTO ${tables}scheduled_messages
                (application_name, message_id, due_at, next_at, attempts, topic, state, metadata, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String SELECT_FIRST = """
            SELECT message_id, due_at, next_at, attempts, topic, state, metadata, recorded_at
            FROM ${tables}scheduled_messages
            WHERE application_name = ? AND next_at <= ?
            ORDER BY next_at, message_id
            LIMIT 1""";
    private static final String COUNT = "SELECT COUNT(*) FROM ${tables}scheduled_messages WHERE application_name = ?";
    private static final String DELETE =
            "DELETE FROM ${tables}scheduled_messages WHERE application_name = ? AND message_id = ?";

    private final Dialect dialect;
    private final Statements statements;
    private final TableNames names;

    JdbcMessageRecorder(Dialect dialect, Statements statements, TableNames names) {
        this.dialect = dialect;
        this.statements = statements;
        this.names = names;
    }

    @Override
    public void put(StoredMessage message) {
        statements.transactions().required(() -> {
            remove(message.event().applicationName(), message.event().originatorId());
            return insert(message);
        });
    }

    private int insert(StoredMessage message) {
        StoredEvent event = message.event();
        return statements.write("schedule a message", connection -> {
            try (PreparedStatement insert = connection.prepareStatement(names.sql(INSERT))) {
                insert.setString(1, event.applicationName());
                dialect.setUuid(insert, 2, event.originatorId());
                dialect.setTime(insert, 3, message.dueAt());
                dialect.setTime(insert, 4, message.nextAt());
                insert.setInt(5, message.attempts());
                insert.setString(6, event.topic());
                insert.setBytes(7, event.state());
                insert.setString(8, event.metadata());
                dialect.setTime(insert, 9, event.recordedAt());
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public Optional<StoredMessage> firstDue(String applicationName, Instant at) {
        return statements.read("select the scheduled message that is due", connection -> {
            try (PreparedStatement select = connection.prepareStatement(names.sql(SELECT_FIRST))) {
                select.setString(1, applicationName);
                dialect.setTime(select, 2, at);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(message(row, applicationName)) : Optional.empty();
                }
            }
        });
    }

    private StoredMessage message(ResultSet row, String applicationName) throws SQLException {
        StoredEvent event = new StoredEvent(
                applicationName,
                dialect.uuid(row, "message_id"),
                1,
                row.getString("topic"),
                row.getBytes("state"),
                null,
                row.getString("metadata"),
                dialect.time(row, "recorded_at"));
        return new StoredMessage(
                event, dialect.time(row, "due_at"), dialect.time(row, "next_at"), row.getInt("attempts"));
    }

    @Override
    public boolean remove(String applicationName, UUID id) {
        return statements.write("remove a scheduled message", connection -> {
            try (PreparedStatement delete = connection.prepareStatement(names.sql(DELETE))) {
                delete.setString(1, applicationName);
                dialect.setUuid(delete, 2, id);
                return delete.executeUpdate() > 0;
            }
        });
    }

    @Override
    public long count(String applicationName) {
        return statements.read("count the scheduled messages", connection -> {
            try (PreparedStatement select = connection.prepareStatement(names.sql(COUNT))) {
                select.setString(1, applicationName);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }
}
