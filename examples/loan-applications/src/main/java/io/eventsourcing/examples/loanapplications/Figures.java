package io.eventsourcing.examples.loanapplications;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the read model says.
 *
 * @param applications how many cases
 * @param events how many events, each counted once
 * @param activities how many events of each activity
 * @param transitions how many different pairs of activity and transition
 * @param variants how many different sequences of activity and transition, over whole cases
 * @param amountRequested the sum of what was applied for
 * @param longestCase how many events the longest case has
 * @param resources how many different resources
 * @param followed how many events the follower was handed
 * @param duplicates how many of these it had been handed before
 * @param misordered how many of these were not the successor of the one before of the same case
 */
record Figures(
        long applications,
        long events,
        Map<String, Long> activities,
        long transitions,
        long variants,
        long amountRequested,
        long longestCase,
        long resources,
        long followed,
        long duplicates,
        long misordered) {
    private static final String CASES = """
            SELECT COUNT(*) AS applications, COALESCE(SUM(events), 0) AS events,
                   COUNT(DISTINCT variant) AS variants, COALESCE(SUM(amount_requested), 0) AS amount,
                   COALESCE(MAX(events), 0) AS longest
            FROM loan_cases""";
    private static final String ACTIVITIES = """
            SELECT name, SUM(events) FROM loan_counts WHERE subject = 'activity' GROUP BY name ORDER BY name""";
    private static final String KEYS = "SELECT COUNT(*) FROM loan_counts WHERE subject = ?";
    private static final String DELIVERIES =
            "SELECT COALESCE(SUM(events), 0) FROM loan_counts WHERE subject = 'delivery' AND name = ?";

    static Figures select(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet cases = statement.executeQuery(CASES)) {
            cases.next();
            return new Figures(
                    cases.getLong("applications"),
                    cases.getLong("events"),
                    activities(connection),
                    number(connection, KEYS, Tally.ACTIVITY),
                    cases.getLong("variants"),
                    cases.getLong("amount"),
                    cases.getLong("longest"),
                    number(connection, KEYS, Tally.RESOURCE),
                    number(connection, DELIVERIES, Tally.FOLLOWED),
                    number(connection, DELIVERIES, Tally.DUPLICATES),
                    number(connection, DELIVERIES, Tally.MISORDERED));
        }
    }

    private static Map<String, Long> activities(Connection connection) throws SQLException {
        Map<String, Long> activities = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ACTIVITIES)) {
            while (rows.next()) {
                activities.put(rows.getString(1), rows.getLong(2));
            }
        }
        return activities;
    }

    private static long number(Connection connection, String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
