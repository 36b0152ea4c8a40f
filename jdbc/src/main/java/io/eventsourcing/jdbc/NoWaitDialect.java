package io.eventsourcing.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A database in which an insert can be kept from waiting for another transaction that has inserted the same key. */
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
}
