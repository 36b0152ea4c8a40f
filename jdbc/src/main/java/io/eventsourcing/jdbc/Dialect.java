package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.SettledHead;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.WakeUps;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What differs from one database to the next. Implementations are stateless. */
public interface Dialect extends ColumnTypes {
    /** The name of the product, as its driver gives it. */
    String product();

    /** The folder in the class path that holds the migrations. */
    String migrations();

    /**
     * Inserts all the events, with one statement where the database allows that, or none of them.
     *
     * @param table the name of the table as SQL has it
     * @return the ids, in the order of the events
     * @throws io.eventsourcing.persistence.DataException if a value cannot be stored; other refusals are SQL exceptions
     */
    List<Long> insert(Connection connection, String table, List<StoredEvent> events) throws SQLException;

    /** A statement that has a transaction hold a table against all other writers until it ends, if the database has one. */
    default Optional<String> lockTable(String table) {
        return Optional.empty();
    }

    /** Whether writers hold each other out anyhow, from their first write on. */
    default boolean oneWriter() {
        return false;
    }

    /**
     * A statement that selects the position, the state and the segments of a follower and locks its row, passing over a row
     * that is locked.
     */
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

    /** What tells other processes of new events, if the database has something of the kind. */
    default Optional<WakeUps> wakeUps(DataSource dataSource, TableNames names) {
        return Optional.empty();
    }

    /** Whether the database has schemas of which tables can be put into one. Where it has none, naming one is refused. */
    default boolean hasSchemas() {
        return true;
    }

    /** How many characters a name may have. */
    default int longestName() {
        return 63;
    }

    /**
     * Begins a transaction on a connection in auto-commit mode. It is called directly before the first statement that may
     * write or lock; what was read before has been read in auto-commit mode.
     */
    default void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    /** What an error means: what its SQL state tells, unless overridden. */
    default SqlErrorKind errorKind(SQLException e) {
        return SqlErrorKind.of(e);
    }

    /**
     * Refuses a database whose version or settings the library cannot rely on.
     *
     * @throws io.eventsourcing.persistence.PersistenceException saying what to change
     */
    default void check(Connection connection) throws SQLException {}

    /** Sets what a database is to keep before its tables are made, outside any transaction. */
    default void prepare(Connection connection) throws SQLException {}
}
