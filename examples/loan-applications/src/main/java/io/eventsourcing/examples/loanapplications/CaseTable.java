package io.eventsourcing.examples.loanapplications;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The table of the cases, read and written for a batch of events at a time. */
final class CaseTable {
    private static final String SELECT = """
            SELECT c.case_id, c.versions, c.last_version, c.variant
            FROM UNNEST(CAST(? AS uuid ARRAY)) AS wanted (id) JOIN loan_cases c ON c.case_id = wanted.id""";
    private static final String INSERT = """
            INSERT INTO loan_cases (case_name, amount_requested, versions, events, last_version, variant, case_id)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            UPDATE loan_cases
            SET case_name = COALESCE(?, case_name), amount_requested = COALESCE(?, amount_requested),
                versions = ?, events = ?, last_version = ?, variant = ?
            WHERE case_id = ?""";

    private final Connection connection;

    CaseTable(Connection connection) {
        this.connection = connection;
    }

    Map<UUID, CaseHistory> select(Set<UUID> caseIds) throws SQLException {
        Map<UUID, CaseHistory> found = new HashMap<>();
        Array wanted = connection.createArrayOf("uuid", caseIds.toArray());
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setArray(1, wanted);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    UUID caseId = rows.getObject(1, UUID.class);
                    found.put(caseId, CaseHistory.known(caseId, rows.getBytes(2), rows.getLong(3), rows.getBytes(4)));
                }
            }
        }
        return found;
    }

    void write(Collection<CaseHistory> histories) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (CaseHistory history : histories) {
                add(history.known() ? update : insert, history);
            }
            insert.executeBatch();
            update.executeBatch();
        }
    }

    private static void add(PreparedStatement statement, CaseHistory history) throws SQLException {
        statement.setString(1, history.caseName());
        statement.setObject(2, history.amountRequested(), Types.BIGINT);
        statement.setBytes(3, history.versions());
        statement.setInt(4, history.events());
        statement.setLong(5, history.lastVersion());
        statement.setBytes(6, history.variant());
        statement.setObject(7, history.caseId());
        statement.addBatch();
    }
}
