package io.eventsourcing.spring.test;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.TableNames;
import io.eventsourcing.spring.EventSourcingDatabases;
import io.eventsourcing.spring.EventSourcingProperties;
import io.eventsourcing.system.Runner;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** The tables of a context's databases. */
final class EventTables {
    private static final List<String> TABLES = List.of(
            "stored_events", "snapshots", "followers", "parked_notifications", "scheduled_messages", "originator_keys");

    private final ApplicationContext context;

    EventTables(ApplicationContext context) {
        this.context = context;
    }

    /** Deletes what is in them while the runners stand still, and what is cached of it. */
    void empty() {
        List<Runner> running = context.getBeanProvider(Runner.class).stream()
                .filter(Runner::running)
                .toList();
        running.forEach(Runner::stop);
        context.getBean(EventSourcingDatabases.class).all().values().forEach(this::empty);
        running.forEach(Runner::start);
    }

    private void empty(EventSourcing eventSourcing) {
        if (eventSourcing.persistence() instanceof JdbcPersistence database) {
            TableNames names =
                    context.getBean(EventSourcingProperties.class).schema().tableNames();
            database.execute(connection -> delete(connection, names));
        }
        eventSourcing.cache().clear();
    }

    private static int delete(Connection connection, TableNames names) throws SQLException {
        int rows = 0;
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                rows += statement.executeUpdate("DELETE FROM " + names.table(table));
            }
        }
        return rows;
    }
}
