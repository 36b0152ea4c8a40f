package io.eventsourcing.jdbc.adoption;

import io.eventsourcing.jdbc.TableNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Tables that one of the Python libraries has written, to be copied from. They are only read. */
public final class PythonTables {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** What a follower had processed of a leader. */
    record Position(String follower, String leader, long position) {}

    /** Work on one row. */
    interface RowWork {
        void on(PythonRow row);
    }

    private final DataSource dataSource;
    private final @Nullable String applicationName;
    private final String events;
    private final String eventId;
    private final String snapshots;
    private final String tracking;

    private PythonTables(DataSource dataSource, @Nullable String applicationName, String eventId, TableSet tables) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.applicationName = applicationName;
        this.eventId = eventId;
        this.events = tables.events();
        this.snapshots = tables.snapshots();
        this.tracking = tables.tracking();
    }

    private record TableSet(String events, String snapshots, String tracking) {}

    /** The tables of eventsourcing-django, which hold all the applications of a project. */
    public static PythonTables django(DataSource database) {
        return django(database, TableNames.defaults());
    }

    static PythonTables django(DataSource database, TableNames names) {
        TableSet tables = new TableSet(
                names.table("stored_events"), names.table("snapshots"), names.table("notification_tracking"));
        return new PythonTables(database, null, "id", tables);
    }

    /**
     * The tables of one application in a database of its own, as the SQLite module of the library eventsourcing makes them.
     *
     * @param applicationName the application's name, which the tables do not tell
     */
    public static PythonTables sqlite(String applicationName, DataSource database) {
        Objects.requireNonNull(applicationName, "applicationName");
        return new PythonTables(
                database, applicationName, "rowid", new TableSet("stored_events", "stored_snapshots", "tracking"));
    }

    /**
     * The tables of one application as the PostgreSQL module of the library eventsourcing makes them, found by the
     * application's name in lower case. They are in the default schema of the connections.
     *
     * @throws IllegalArgumentException if the name has anything but ASCII letters, digits and underscores
     */
    public static PythonTables postgresql(String applicationName, DataSource database) {
        if (!NAME.matcher(applicationName).matches()) {
            throw new IllegalArgumentException(
                    "The application name '%s' is no part of a table's name".formatted(applicationName));
        }
        String prefix = applicationName.toLowerCase(Locale.ROOT);
        return new PythonTables(
                database,
                applicationName,
                "notification_id",
                new TableSet(prefix + "_events", prefix + "_snapshots", prefix + "_tracking"));
    }

    String table(RowKind kind) {
        return kind == RowKind.EVENT ? events : snapshots;
    }

    /** How many rows there are; 0 if there is no such table, which for snapshots is no error. */
    long count(RowKind kind) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return kind == RowKind.EVENT || exists(connection, snapshots) ? count(connection, table(kind)) : 0;
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement count = connection.createStatement();
                ResultSet row = count.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Those of the library that an application does not need are not made. */
    private boolean exists(Connection connection, String table) throws SQLException {
        if (applicationName == null) {
            return true;
        }
        try (ResultSet tables = connection.getMetaData().getTables(connection.getCatalog(), null, table, null)) {
            return tables.next();
        }
    }

    /** Gives all the rows in their order, read by one statement. */
    void read(RowKind kind, int fetchSize, RowWork work) throws SQLException {
        boolean django = applicationName == null;
        String key = django ? "application_name, originator_id" : "originator_id";
        String id = kind == RowKind.EVENT ? eventId : django ? "uid" : "0";
        String order = id.equals("0") ? "originator_id, originator_version" : "1";
        String sql = "SELECT %s AS id, %s, originator_version, topic, state FROM %s ORDER BY %s"
                .formatted(id, key, table(kind), order);
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try (Statement select = connection.createStatement()) {
                select.setFetchSize(fetchSize);
                try (ResultSet rows = select.executeQuery(sql)) {
                    while (rows.next()) {
                        work.on(PythonRow.read(rows, name(rows)));
                    }
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(autoCommit);
            }
        }
    }

    private String name(ResultSet row) throws SQLException {
        return applicationName == null ? row.getString("application_name") : applicationName;
    }

    /** The greatest positions of all the followers, empty if the application follows none. */
    List<Position> positions() throws SQLException {
        boolean django = applicationName == null;
        String leader = django ? "upstream_application_name" : "application_name";
        String sql =
                "SELECT application_name AS follower, %1$s AS leader, max(notification_id) AS position FROM %2$s GROUP BY %3$s"
                        .formatted(leader, tracking, django ? "application_name, " + leader : leader);
        List<Position> positions = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            if (!exists(connection, tracking)) {
                return positions;
            }
            try (Statement select = connection.createStatement();
                    ResultSet rows = select.executeQuery(sql)) {
                while (rows.next()) {
                    String follower = applicationName == null ? rows.getString("follower") : applicationName;
                    add(positions, new Position(follower, rows.getString("leader"), rows.getLong("position")));
                }
            }
        }
        return positions;
    }

    /** The library keeps the version of its tables as if it were a position. */
    private static void add(List<Position> positions, Position position) {
        if (position.position() > 0 && !position.leader().equals("__migration__")) {
            positions.add(position);
        }
    }

    /** Whether events of an application may be in here. */
    boolean mayHold(String application) {
        return applicationName == null || applicationName.equals(application);
    }

    /** The last event up to an id: its id and key alone. */
    Optional<PythonRow> lastUpTo(@Nullable String application, long id) throws SQLException {
        boolean django = applicationName == null;
        String sql =
                "SELECT %1$s AS id, %2$s originator_id, originator_version, NULL AS topic, NULL AS state FROM %3$s WHERE %1$s <= ?%4$s ORDER BY 1 DESC LIMIT 1"
                        .formatted(
                                eventId,
                                django ? "application_name," : "",
                                events,
                                django && application != null ? " AND application_name = ?" : "");
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, id);
            if (django && application != null) {
                select.setString(2, application);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(PythonRow.read(row, name(row))) : Optional.empty();
            }
        }
    }
}
