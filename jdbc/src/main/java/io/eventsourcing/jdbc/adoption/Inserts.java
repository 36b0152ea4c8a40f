package io.eventsourcing.jdbc.adoption;

import io.eventsourcing.persistence.AggregateRecorder;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.PersistenceException;
import io.eventsourcing.persistence.StoredEvent;
import java.util.Arrays;
import java.util.List;

/**
 * Writes copied rows, a batch in one transaction. Where a batch is refused, or begins with a row that is there already, it is
 * done row by row.
 */
record Inserts(AggregateRecorder recorder, Batch batch, RowKind kind, Journal journal) {
    /** Writes rows, with their ids if these are to be kept. */
    interface Batch {
        void insert(List<Notification> rows);
    }

    void insert(List<Notification> rows) {
        if (!there(rows.getFirst().event()).isEmpty()) {
            rows.forEach(this::insertAlone);
            return;
        }
        try {
            batch.insert(rows);
            journal.changed(kind, rows.size());
        } catch (AdoptionException | OperationalException e) {
            throw e;
        } catch (PersistenceException e) {
            rows.forEach(this::insertAlone);
        }
    }

    private void insertAlone(Notification row) {
        List<StoredEvent> there = there(row.event());
        if (!there.isEmpty()) {
            if (!same(there.getFirst(), row.event())) {
                journal.broken(broken(row.event(), "another event of that version is there already"));
            }
            return;
        }
        try {
            batch.insert(List.of(row));
            journal.changed(kind, 1);
        } catch (AdoptionException | OperationalException e) {
            throw e;
        } catch (PersistenceException e) {
            journal.broken(broken(row.event(), String.valueOf(e.getMessage())));
        }
    }

    private List<StoredEvent> there(StoredEvent event) {
        EventQuery version =
                EventQuery.all().after(event.originatorVersion() - 1).upTo(event.originatorVersion());
        return recorder.selectEvents(event.applicationName(), event.originatorId(), version);
    }

    private static boolean same(StoredEvent there, StoredEvent copied) {
        return there.topic().equals(copied.topic()) && Arrays.equals(there.state(), copied.state());
    }

    private BrokenRow broken(StoredEvent event, String problem) {
        return new BrokenRow(
                kind.table(),
                event.applicationName(),
                event.originatorId().toString(),
                event.originatorVersion(),
                problem);
    }
}
