package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.IntegrityException;
import io.eventsourcing.persistence.OriginatorKey;
import io.eventsourcing.persistence.OriginatorKeyRecorder;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keys of originators in the table {@code originator_keys}. */
final class JdbcOriginatorKeyRecorder implements OriginatorKeyRecorder {
    private static final int IDS_AT_ONCE = 500;

    private static final String SELECT = """
            SELECT originator_id, wrapped_key FROM ${tables}originator_keys
            WHERE application_name = ? AND originator_id IN (%s)""";
    private static final String SELECT_PAGE = """
            SELECT originator_id, wrapped_key FROM ${tables}originator_keys
            WHERE application_name = ? %s
            ORDER BY originator_id LIMIT ?""";
    private static final String INSERT = """
            INSERT INTO ${tables}originator_keys (application_name, originator_id, wrapped_key, forgotten_at)
            VALUES (?, ?, ?, ?)""";
    private static final String REWRAP = """
            UPDATE ${tables}originator_keys SET wrapped_key = ?
            WHERE application_name = ? AND originator_id = ? AND wrapped_key = ?""";
    private static final String FORGET = """
            UPDATE ${tables}originator_keys SET wrapped_key = NULL, forgotten_at = COALESCE(forgotten_at, ?)
            WHERE application_name = ? AND originator_id = ?""";

    private final Dialect dialect;
    private final Statements statements;
    private final TableNames names;

    JdbcOriginatorKeyRecorder(Dialect dialect, Statements statements, TableNames names) {
        this.dialect = dialect;
        this.statements = statements;
        this.names = names;
    }

    @Override
    public Map<UUID, OriginatorKey> select(String applicationName, Collection<UUID> originatorIds) {
        Map<UUID, OriginatorKey> keys = new HashMap<>();
        List<UUID> ids = List.copyOf(originatorIds);
        for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
            select(applicationName, ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE)))
                    .forEach(key -> keys.put(key.originatorId(), key));
        }
        return keys;
    }

    private List<OriginatorKey> select(String applicationName, List<UUID> ids) {
        String sql = names.sql(SELECT).formatted(String.join(", ", Collections.nCopies(ids.size(), "?")));
        return statements.read("select the keys of originators", connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, applicationName);
                for (int i = 0; i < ids.size(); i++) {
                    dialect.setUuid(select, 2 + i, ids.get(i));
                }
                return keys(select);
            }
        });
    }

    @Override
    public List<OriginatorKey> selectPage(String applicationName, @Nullable UUID after, int limit) {
        String sql = names.sql(SELECT_PAGE).formatted(after == null ? "" : "AND originator_id > ?");
        return statements.read("select the keys of originators", connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                int parameter = 1;
                select.setString(parameter++, applicationName);
                if (after != null) {
                    dialect.setUuid(select, parameter++, after);
                }
                select.setInt(parameter, limit);
                return keys(select);
            }
        });
    }

    private List<OriginatorKey> keys(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<OriginatorKey> keys = new ArrayList<>();
            while (rows.next()) {
                keys.add(new OriginatorKey(dialect.uuid(rows, "originator_id"), rows.getBytes("wrapped_key")));
            }
            return keys;
        }
    }

    @Override
    public void insert(String applicationName, OriginatorKey key) {
        insert(applicationName, key, null);
    }

    private void insert(String applicationName, OriginatorKey key, @Nullable Instant forgottenAt) {
        try {
            statements.transactions().execute(connection -> {
                try (PreparedStatement insert = connection.prepareStatement(names.sql(INSERT))) {
                    insert.setString(1, applicationName);
                    dialect.setUuid(insert, 2, key.originatorId());
                    insert.setBytes(3, key.wrapped());
                    if (forgottenAt == null) {
                        insert.setNull(4, Types.TIMESTAMP);
                    } else {
                        dialect.setTime(insert, 4, forgottenAt);
                    }
                    return insert.executeUpdate();
                }
            });
        } catch (SQLException e) {
            throw statements.errors().is(SqlErrorKind.DUPLICATE, e)
                    ? new IntegrityException(
                            "Originator %s in application '%s' has a key by now: load it again and retry"
                                    .formatted(key.originatorId(), applicationName),
                            e)
                    : statements.errors().translate("insert the key of an originator", e);
        }
    }

    @Override
    public boolean rewrap(String applicationName, OriginatorKey stored, byte[] wrapped) {
        return statements.write("wrap the key of an originator anew", connection -> {
            try (PreparedStatement update = connection.prepareStatement(names.sql(REWRAP))) {
                update.setBytes(1, wrapped);
                update.setString(2, applicationName);
                dialect.setUuid(update, 3, stored.originatorId());
                update.setBytes(4, stored.wrapped());
                return update.executeUpdate() == 1;
            }
        });
    }

    @Override
    public void forget(String applicationName, UUID originatorId, Instant at) {
        int forgotten = statements.write("forget the key of an originator", connection -> {
            try (PreparedStatement update = connection.prepareStatement(names.sql(FORGET))) {
                dialect.setTime(update, 1, at);
                update.setString(2, applicationName);
                dialect.setUuid(update, 3, originatorId);
                return update.executeUpdate();
            }
        });
        if (forgotten == 0) {
            insert(applicationName, OriginatorKey.ofForgotten(originatorId), at);
        }
    }
}
