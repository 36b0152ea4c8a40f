package io.eventsourcing.transfer;

import io.eventsourcing.application.Application;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Reads what {@link EventExport} has written into an application, which may be empty, have other events, or be of another name. The order
 * is kept; the notification ids are new ones, and followers process the events like all others. Each batch is one transaction. What is there
 * already is skipped, so an import that was stopped is simply run again; a different event under the same key is refused, and so is
 * what would leave a hole in the versions. Events that the application could not read are refused too, unless nobody has registered their type. Immutable.
 */
public final class EventImport {
    private final Application application;
    private final ImportMode mode;

    private EventImport(Application application, ImportMode mode) {
        this.application = application;
        this.mode = mode;
    }

    /** An import into an application; does nothing yet. */
    public static EventImport into(Application application) {
        return new EventImport(Objects.requireNonNull(application, "application"), new ImportMode(false, false));
    }

    /** The same without writing anything. Rows that are twice in the export are then only found if they are close together. */
    public EventImport dryRun() {
        return new EventImport(application, new ImportMode(true, mode.unchecked()));
    }

    /** The same, taking also events that the application cannot read: for those that were damaged before they were exported. */
    public EventImport unchecked() {
        return new EventImport(application, new ImportMode(mode.dryRun(), true));
    }

    /**
     * Imports, on this thread and outside of any transaction.
     *
     * @param in is not closed; decoded as UTF-8
     * @param progress told after each batch how many rows have been looked at
     * @throws IOException if it cannot be read
     * @throws ImportException if it is not a whole export, or one that is not imported here; the batches before it are imported
     * @throws io.eventsourcing.persistence.PersistenceException if the database refuses
     * @throws IllegalStateException if a transaction is active
     */
    public ImportReport from(Reader in, LongConsumer progress) throws IOException {
        if (application.eventSourcing().transactions().active()) {
            throw new IllegalStateException("An import makes transactions of its own: call it outside of any");
        }
        ImportLines lines = new ImportLines(new BufferedReader(in), application.name());
        ImportBatch batch = new ImportBatch(application, lines.header().decoded(), mode, progress);
        Optional<ImportRow> row = lines.next();
        while (row.isPresent()) {
            batch.add(row.get());
            row = lines.next();
        }
        batch.flush();
        return batch.report();
    }
}
