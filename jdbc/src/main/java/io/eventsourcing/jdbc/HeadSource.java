package io.eventsourcing.jdbc;

import java.sql.SQLException;
import java.util.List;

/** What a settled head asks of the database. Each question is a statement with a snapshot of its own. */
interface HeadSource extends AutoCloseable {
    /** Opens one connection, on which everything is asked in turn. */
    interface Opener<S extends HeadSource> {
        S open() throws SQLException;
    }

    /** S: the visible ids above one, ascending, at most so many. */
    List<Long> idsAfter(long id, int limit) throws SQLException;

    @Override
    void close() throws SQLException;
}
