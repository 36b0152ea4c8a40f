package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.SettledHead;
import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** What differs from one database to the next. Implementations are stateless. */
public interface Dialect {
    /** The name of the product, as its driver gives it. */
    String product();

    /** The folder in the class path that holds the migrations. */
    String migrations();

    /**
     * Inserts all the events with one statement.
     *
     * @param table the name of the table as SQL has it
     * @return the ids, in the order of the events
     */
    List<Long> insert(Connection connection, String table, List<StoredEvent> events) throws SQLException;

    /** A statement that selects the position of a follower and locks its row, passing over a row that is locked. */
    String lockTracking(TableNames names);

    /**
     * Begins a follower at position 0 unless it has begun or another transaction is about to begin it, which is not waited
     * for.
     */
    void beginTracking(Connection connection, TableNames names, String applicationName, String leaderName, int segment)
            throws SQLException;

    /** The settled head of the events in that database. */
    SettledHead settledHead(DataSource dataSource, TableNames names);

    /**
     * A condition on the column {@code metadata}, a JSON object of texts or null: it has exactly this value under this
     * name. Both may have any characters.
     */
    SqlCondition metadataIs(String name, String value);

    /** How many characters a name may have. */
    default int longestName() {
        return 63;
    }

    /** Error codes that are transient although their SQL state does not tell. */
    default Set<Integer> transientErrors() {
        return Set.of();
    }
}
