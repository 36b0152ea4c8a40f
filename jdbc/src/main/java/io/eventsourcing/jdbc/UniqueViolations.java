package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.IntegrityException;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.VersionConflictException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out which event violated the unique key, from what the database says about it. */
final class UniqueViolations {
    /** The name of the key here, and as eventsourcing-django has it. */
    private static final Pattern ORIGINATOR_KEY = Pattern.compile("_originator_uk|_origina\\w*_uniq");

    /** In what the database says of the columns: the key of a partition has a name of its own. */
    private static final String LAST_COLUMN = "originator_version)";

    private UniqueViolations() {}

    static IntegrityException explain(SQLException e, List<StoredEvent> events) {
        String message = Objects.requireNonNullElse(e.getMessage(), "").toLowerCase(Locale.ROOT);
        if (!ORIGINATOR_KEY.matcher(message).find() && !message.contains(LAST_COLUMN)) {
            return new IntegrityException(
                    "An id drawn for %s was given up to followers before it was inserted; nothing is stored, begin again"
                            .formatted(events.getFirst()),
                    e);
        }
        StoredEvent culprit = events.stream()
                .filter(event -> isNamed(event, message))
                .findFirst()
                .orElse(events.getFirst());
        return new VersionConflictException(
                culprit.applicationName(), culprit.originatorId(), culprit.originatorVersion(), e);
    }

    private static boolean isNamed(StoredEvent event, String message) {
        Matcher matcher = Pattern.compile(event.originatorId() + "\\D+(\\d+)").matcher(message);
        return matcher.find() && matcher.group(1).equals(Long.toString(event.originatorVersion()));
    }
}
