package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.DataException;
import io.eventsourcing.persistence.StoredEvent;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's texts have every character but U+0000; its own error does not say in which column it was. */
final class PostgreSqlTexts {
    private PostgreSqlTexts() {}

    static void refuseZeroBytes(StoredEvent event) {
        refuseZeroBytes(event, "application_name", event.applicationName());
        refuseZeroBytes(event, "topic", event.topic());
        refuseZeroBytes(event, "originator_topic", event.originatorTopic());
        refuseZeroBytes(event, "metadata", event.metadata());
    }

    private static void refuseZeroBytes(StoredEvent event, String column, @Nullable String value) {
        if (value != null && value.indexOf('\0') >= 0) {
            throw new DataException(
                    "Version %d of originator %s has the character U+0000 in %s, which PostgreSQL cannot store in a text"
                            .formatted(event.originatorVersion(), event.originatorId(), column),
                    null);
        }
    }
}
