package io.eventsourcing.examples.loanapplications;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts a batch of events under several keys and then adds to the rows of {@code loan_counts}, each once. */
final class Tally {
    static final String ACTIVITY = "activity";
    static final String RESOURCE = "resource";
    static final String DELIVERY = "delivery";
    static final String FOLLOWED = "followed";
    static final String DUPLICATES = "duplicates";
    static final String MISORDERED = "misordered";

    private static final String UPDATE =
            "UPDATE loan_counts SET events = events + ? WHERE subject = ? AND name = ? AND transition = ?";
    private static final String INSERT =
            "INSERT INTO loan_counts (events, subject, name, transition) VALUES (?, ?, ?, ?)";

    private final Map<List<String>, Long> counts = new LinkedHashMap<>();

    void count(String subject, String name) {
        count(subject, name, "");
    }

    void count(String subject, String name, String transition) {
        counts.merge(List.of(subject, name, transition), 1L, Long::sum);
    }

    void write(Connection connection) throws SQLException {
        List<List<String>> keys = new ArrayList<>(counts.keySet());
        int[] updated = execute(connection, UPDATE, keys);
        List<List<String>> missing = new ArrayList<>();
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] == 0) {
                missing.add(keys.get(i));
            }
        }
        if (!missing.isEmpty()) {
            execute(connection, INSERT, missing);
        }
    }

    private int[] execute(Connection connection, String sql, List<List<String>> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<String> key : keys) {
                statement.setLong(1, counts.getOrDefault(key, 0L));
                for (int i = 0; i < key.size(); i++) {
                    statement.setString(2 + i, key.get(i));
                }
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }
}
