package io.eventsourcing.jdbc;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;

/** A database that can tell which transactions may own an id that is not visible yet. */
interface FenceSource extends HeadSource {
    /**
     * A transaction that has drawn ids and has not ended.
     *
     * @param transaction its name, the same from one look to the next as long as it is in the same state
     * @param prepared whether it is prepared: it has changed its name when it was, and belongs to no session
     */
    record Holder(String transaction, boolean prepared) {}

    /** F: the transactions that have drawn ids and have not ended, at a moment after the statement began. */
    Set<Holder> holders() throws SQLException;

    /** The greatest visible id, 0 if there is none; refuses a sequence that the fence cannot rely on. */
    long checkedMaxId() throws SQLException;

    /** Who these holders are, for an operator. */
    String describe(Collection<Holder> holders) throws SQLException;
}
