package io.eventsourcing.transfer;

import io.eventsourcing.persistence.StoredEvent;

/**
 * A row of an export.
 *
 * @param line the number of its line
 * @param snapshot whether it is a snapshot
 * @param row the row, under the name of the application that it is imported into
 */
record ImportRow(long line, boolean snapshot, StoredEvent row) {
    ImportException refused(String why) {
        return new ImportException(
                line,
                "%s %s/%d %s"
                        .formatted(snapshot ? "Snapshot" : "Event", row.originatorId(), row.originatorVersion(), why),
                null);
    }
}
