package io.eventsourcing.jdbc.adoption;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps account of one adoption. */
final class Journal {
    private static final int MOST_BROKEN_ROWS = 1_000;

    private final Consumer<? super AdoptionProgress> listener;
    private final boolean stopAtFirst;
    private final List<BrokenRow> broken = new ArrayList<>();
    private long brokenRows;
    private long events;
    private long snapshots;
    private long positions;

    Journal(Consumer<? super AdoptionProgress> listener, boolean stopAtFirst) {
        this.listener = listener;
        this.stopAtFirst = stopAtFirst;
    }

    void broken(BrokenRow row) {
        if (stopAtFirst) {
            throw new AdoptionException("The adoption has ended at a broken row: " + row, null);
        }
        brokenRows++;
        if (broken.size() < MOST_BROKEN_ROWS) {
            broken.add(row);
        }
    }

    void changed(RowKind kind, long rows) {
        if (kind == RowKind.EVENT) {
            events += rows;
        } else {
            snapshots += rows;
        }
    }

    void positionMoved() {
        positions++;
    }

    void progress(String table, long done, long total) {
        listener.accept(new AdoptionProgress(table, done, total));
    }

    AdoptionReport report() {
        return new AdoptionReport(events, snapshots, positions, brokenRows, broken);
    }
}
