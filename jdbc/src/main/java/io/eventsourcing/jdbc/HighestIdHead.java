package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.SettledHead;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The settled head of a database with one writer at a time: the highest committed id.
 *
 * <p>Whoever draws an id holds the write lock until its transaction ends, so ids become visible in their order and nothing
 * can appear below one that is visible. An id that is rolled back is drawn again by the next writer, since the counter is
 * rolled back with it. Nobody can have seen it before: the head is read on a connection of its own, outside any
 * transaction, where nothing uncommitted is visible. Ids of deleted rows are not drawn again (AUTOINCREMENT), and the head
 * does not go back with them.
 */
final class HighestIdHead implements SettledHead {
    private static final String HIGHEST_ID = "SELECT max(id) FROM ${tables}stored_events";

    private final DataSource dataSource;
    private final SqlErrors errors;
    private final String highestId;
    private final SharedLook looks = new SharedLook();
    private long head;

    HighestIdHead(DataSource dataSource, TableNames names, SqlErrors errors) {
        this.dataSource = dataSource;
        this.errors = errors;
        this.highestId = names.sql(HIGHEST_ID);
    }

    @Override
    public long read() {
        return looks.get(this::look);
    }

    private long look() {
        try (HeadConnection connection = HeadConnection.open(dataSource);
                PreparedStatement select = connection.connection().prepareStatement(highestId);
                ResultSet row = select.executeQuery()) {
            row.next();
            head = Math.max(head, row.getLong(1));
            return head;
        } catch (SQLException e) {
            throw errors.translate("look for the settled head", e);
        }
    }

    @Override
    public Optional<String> delay() {
        return Optional.empty();
    }
}
