package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.EventFilter;
import io.eventsourcing.persistence.EventSearch;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.SearchPage;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Searches the table of events. What the filter does not narrow is not in the statement. */
final class JdbcEventSearch implements EventSearch {
    private final JdbcEventRecorder events;
    private final String table;
    private final Dialect dialect;
    private final Statements statements;

    JdbcEventSearch(JdbcEventRecorder events, String table, Dialect dialect, Statements statements) {
        this.events = events;
        this.table = table;
        this.dialect = dialect;
        this.statements = statements;
    }

    @Override
    public List<Notification> search(EventFilter filter, SearchPage page) {
        List<SqlCondition> conditions = conditions(filter);
        conditions.add(SqlCondition.of(page.newestFirst() ? "id < ?" : "id > ?", page.beyond()));
        String order = page.newestFirst() ? " DESC" : "";
        String sql = """
                SELECT id, %s
                FROM %s
                WHERE %s
                ORDER BY application_name%s, id%s
                LIMIT %d""".formatted(
                        JdbcEventRecorder.COLUMNS,
                        table,
                        conditions.stream().map(SqlCondition::sql).collect(Collectors.joining(" AND ")),
                        order,
                        order,
                        page.limit());
        return statements.read("search events", connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                int parameter = 0;
                for (SqlCondition condition : conditions) {
                    for (Object value : condition.parameters()) {
                        dialect.setValue(select, ++parameter, value);
                    }
                }
                return events.notifications(select);
            }
        });
    }

    private List<SqlCondition> conditions(EventFilter filter) {
        List<SqlCondition> conditions = new ArrayList<>();
        conditions.add(SqlCondition.of("application_name = ?", filter.applicationName()));
        if (!filter.topics().isEmpty()) {
            String marks = String.join(", ", Collections.nCopies(filter.topics().size(), "?"));
            conditions.add(new SqlCondition("topic IN (" + marks + ")", List.copyOf(filter.topics())));
        }
        if (filter.originatorId() != null) {
            conditions.add(SqlCondition.of("originator_id = ?", filter.originatorId()));
        }
        if (filter.from() != null) {
            conditions.add(SqlCondition.of("recorded_at >= ?", filter.from()));
        }
        if (filter.before() != null) {
            conditions.add(SqlCondition.of("recorded_at < ?", filter.before()));
        }
        filter.metadata().values().forEach((name, value) -> conditions.add(dialect.metadataIs(name, value)));
        return conditions;
    }
}
