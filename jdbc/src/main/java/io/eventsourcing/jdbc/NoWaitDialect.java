package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.SettledHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A database in which an insert can be kept from waiting for another transaction that has inserted the same key. So missing
 * ids can be sealed, and followers begun, without waiting.
 */
interface NoWaitDialect extends Dialect {
    /** Sets the parameters of a statement. */
    interface Parameters {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Runs an insert; where it would have to wait it fails at once, with an error of the kind {@link SqlErrorKind#LOCKED}. */
    void insertNoWait(Connection connection, String insert, Parameters parameters) throws SQLException;

    /** Runs an insert unless the key is there already or another transaction is about to commit it. */
    default void insertIfFree(Connection connection, String insert, Parameters parameters) throws SQLException {
        try {
            insertNoWait(connection, insert, parameters);
        } catch (SQLException e) {
            SqlErrorKind kind = errorKind(e);
            if (kind != SqlErrorKind.DUPLICATE && kind != SqlErrorKind.LOCKED) {
                throw e;
            }
        }
    }

    @Override
    default String lockTracking(TableNames names) {
        return names.sql("""
                SELECT position, state, segments, replay_until FROM ${tables}followers
                WHERE application_name = ? AND leader_name = ? AND segment = ?
                FOR UPDATE SKIP LOCKED""");
    }

    @Override
    default void beginTracking(
            Connection connection, TableNames names, String applicationName, String leaderName, int segment)
            throws SQLException {
        String begin = """
                INSERT INTO ${tables}followers (application_name, leader_name, segment, position, state, changed_at)
                VALUES (?, ?, ?, 0, 'running', %s)""".formatted(now());
        insertIfFree(
                connection,
                names.sql(begin),
                insert -> FollowerRows.bind(insert, 1, applicationName, leaderName, segment));
    }

    @Override
    default SettledHead settledHead(DataSource dataSource, TableNames names) {
        return new SealedHead(() -> new MarkerSeal(HeadConnection.open(dataSource), names, this), new SqlErrors(this));
    }
}
