package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.PersistenceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One numbered script, of which every dialect has its own. Scripts have placeholders for names, and each ends by adding its
 * number to the table {@code eventsourcing_schema}.
 *
 * @param version its number; numbers ascend, and a gap is no error
 * @param file its name in the folder of each dialect
 */
record MigrationScript(int version, String file) {
    /** All scripts in their order; {@code changelog.xml} has the same ones for Liquibase. */
    static final List<MigrationScript> ALL = List.of(
            new MigrationScript(1, "V1__events_snapshots_followers.sql"),
            new MigrationScript(2, "V2__originator_keys.sql"),
            new MigrationScript(3, "V3__parked_notifications_segments.sql"),
            new MigrationScript(4, "V4__scheduled_messages.sql"),
            new MigrationScript(5, "V5__replays.sql"));

    /** What its file's name says. */
    String description() {
        return file.replaceAll("^V\\d+__|\\.sql$", "").replace('_', ' ');
    }

    /** The SQL that makes or changes the tables of these names. */
    String sql(Dialect dialect, TableNames names) {
        return names.sql(text(dialect));
    }

    String text(Dialect dialect) {
        String path = dialect.migrations() + "/" + file;
        try (InputStream script = MigrationScript.class.getClassLoader().getResourceAsStream(path)) {
            if (script == null) {
                throw new PersistenceException(
                        "The dialect of %s has no migration %s in the class path".formatted(dialect.product(), path),
                        null);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new PersistenceException("The migration %s cannot be read".formatted(path), e);
        }
    }
}
