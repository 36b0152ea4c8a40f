package io.eventsourcing.jdbc.adoption;

import io.eventsourcing.persistence.DataException;
import io.eventsourcing.persistence.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A row as Python has stored it, whatever is wrong with it. */
@SuppressWarnings("ArrayRecordComponent")
record PythonRow(
        long id,
        String applicationName,
        @Nullable String originatorId,
        long originatorVersion,
        @Nullable String topic,
        byte @Nullable [] state) {
    /** The time of rows whose state alone tells it. */
    static final Instant UNKNOWN_TIME = Instant.EPOCH;

    private static final Pattern HEX_DIGITS = Pattern.compile("[0-9a-fA-F]{32}");

    static PythonRow read(ResultSet row, String applicationName) throws SQLException {
        return new PythonRow(
                row.getLong("id"),
                applicationName,
                row.getString("originator_id"),
                row.getLong("originator_version"),
                row.getString("topic"),
                row.getBytes("state"));
    }

    /** @throws DataException if it is no event */
    StoredEvent stored() {
        if (topic == null || state == null) {
            throw new DataException(topic == null ? "it has no topic" : "it has no state", null);
        }
        return new StoredEvent(
                applicationName, id(originatorId), originatorVersion, topic, state, null, null, UNKNOWN_TIME);
    }

    static UUID id(@Nullable String stored) {
        String digits = stored == null ? "" : stored.replace("-", "");
        if (!HEX_DIGITS.matcher(digits).matches()) {
            throw new DataException("its originator id is not a UUID; others are not supported", null);
        }
        return new UUID(Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, 32, 16));
    }

    BrokenRow broken(String table, @Nullable String problem) {
        return new BrokenRow(
                table, applicationName, originatorId, originatorVersion, problem == null ? "unknown" : problem);
    }
}
