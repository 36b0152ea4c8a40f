package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Which migrations the tables of some names have had, by whatever tool: what the scripts themselves have noted down.
 *
 * @param names the names
 * @param dialect the database
 * @param versions the numbers, ascending; empty if the tables are not there
 * @param failure why there are none, or null
 */
record InstalledSchema(
        TableNames names,
        Dialect dialect,
        List<Integer> versions,
        @Nullable SQLException failure) {
    private static final String VERSIONS = "SELECT version FROM ${tables}eventsourcing_schema ORDER BY version";

    /**
     * Asks the database, with one query outside any transaction.
     *
     * @throws OperationalException if it cannot be reached
     */
    static InstalledSchema read(DataSource dataSource, Dialect dialect, TableNames names) {
        try (HeadConnection connection = HeadConnection.open(dataSource)) {
            return read(connection.connection(), dialect, names);
        } catch (SQLException e) {
            throw new OperationalException("The database cannot be reached: " + e.getMessage(), e);
        }
    }

    private static InstalledSchema read(Connection connection, Dialect dialect, TableNames names) {
        try (PreparedStatement select = connection.prepareStatement(names.sql(VERSIONS));
                ResultSet rows = select.executeQuery()) {
            List<Integer> versions = new ArrayList<>();
            while (rows.next()) {
                versions.add(rows.getInt(1));
            }
            return new InstalledSchema(names, dialect, versions, null);
        } catch (SQLException e) {
            PersistenceException translated = new SqlErrors(dialect).translate("tell the version of the tables", e);
            if (translated instanceof OperationalException) {
                throw translated;
            }
            return new InstalledSchema(names, dialect, List.of(), e);
        }
    }

    /** Whether every migration that the code knows has been run; newer ones do no harm. */
    boolean upToDate() {
        return MigrationScript.ALL.stream().map(MigrationScript::version).allMatch(versions::contains);
    }

    /** @throws SchemaException if a migration is missing */
    void requireUpToDate() {
        if (!upToDate()) {
            throw SchemaException.of(this);
        }
    }

    /** The newest version up to which none is missing. */
    int complete() {
        int complete = 0;
        for (MigrationScript script : MigrationScript.ALL) {
            if (!versions.contains(script.version())) {
                break;
            }
            complete = script.version();
        }
        return complete;
    }
}
