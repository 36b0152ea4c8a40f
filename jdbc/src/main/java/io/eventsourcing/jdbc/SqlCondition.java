package io.eventsourcing.jdbc;

import java.util.List;

/**
 * A condition of a query, and what its question marks stand for.
 *
 * @param sql the condition
 * @param parameters texts, numbers, ids and times, copied
 */
public record SqlCondition(String sql, List<?> parameters) {
    public SqlCondition {
        parameters = List.copyOf(parameters);
    }

    /** A condition with some parameters. */
    public static SqlCondition of(String sql, Object... parameters) {
        return new SqlCondition(sql, List.of(parameters));
    }
}
