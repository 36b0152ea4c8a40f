package io.eventsourcing.transfer;

/**
 * What was imported, or would be.
 *
 * @param events how many events
 * @param eventsSkipped how many events were there already
 * @param snapshots how many snapshots
 * @param snapshotsSkipped how many snapshots were there already
 */
public record ImportReport(long events, long eventsSkipped, long snapshots, long snapshotsSkipped) {
    static final ImportReport NOTHING = new ImportReport(0, 0, 0, 0);

    ImportReport plus(boolean ofSnapshots, long added, long skipped) {
        return ofSnapshots
                ? new ImportReport(events, eventsSkipped, snapshots + added, snapshotsSkipped + skipped)
                : new ImportReport(events + added, eventsSkipped + skipped, snapshots, snapshotsSkipped);
    }
}
