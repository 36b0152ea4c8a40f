package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;

/** Makes the schema of the tables unless it is there, so that a user who may not make schemas can be given one. */
final class SchemaCreation {
    private static final String EXISTS = "SELECT schema_name FROM information_schema.schemata WHERE schema_name = ?";

    private SchemaCreation() {}

    /** Returns the schema's name as the catalogue has it, since tools quote it. */
    static String ensure(DataSource dataSource, String schema) {
        try (HeadConnection opened = HeadConnection.open(dataSource)) {
            Connection connection = opened.connection();
            String name = folded(connection.getMetaData(), schema);
            if (!exists(connection, name)) {
                try (Statement create = connection.createStatement()) {
                    create.execute(Migrations.CREATE_SCHEMA.formatted(schema));
                }
            }
            return name;
        } catch (SQLException e) {
            throw new PersistenceException("The schema %s could not be made: %s".formatted(schema, e.getMessage()), e);
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EXISTS)) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String folded(DatabaseMetaData rules, String name) throws SQLException {
        if (rules.storesUpperCaseIdentifiers()) {
            return name.toUpperCase(Locale.ROOT);
        }
        return rules.storesLowerCaseIdentifiers() ? name.toLowerCase(Locale.ROOT) : name;
    }
}
