package io.eventsourcing.transfer;

import io.eventsourcing.application.Application;
import io.eventsourcing.mapping.EventMapper;
import io.eventsourcing.mapping.ForgottenException;
import io.eventsourcing.mapping.MapperException;
import io.eventsourcing.mapping.UnknownTopicException;
import io.eventsourcing.persistence.AggregateRecorder;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.SaveOutcome;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.VersionConflictException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Rows that are imported in one transaction. Into an application that was empty they are inserted at once; what is there is
 * looked up only where there was something before, or where a row turns out to be there already.
 */
final class ImportBatch {
    private static final int MOST_ROWS = 500;
    private static final long MOST_BYTES = 4L << 20;
    private static final int ATTEMPTS = 10;

    private final Application application;
    private final boolean decoded;
    private final ImportMode mode;
    private final LongConsumer progress;
    private final List<ImportRow> rows = new ArrayList<>();
    private boolean lookUp;
    private long bytes;
    private long lookedAt;
    private ImportReport report = ImportReport.NOTHING;

    /** @param decoded whether the states of the rows are decompressed and decrypted */
    ImportBatch(Application application, boolean decoded, ImportMode mode, LongConsumer progress) {
        this.application = application;
        this.decoded = decoded;
        this.mode = mode;
        this.progress = progress;
        this.lookUp = application.notificationLog().maxNotificationId().isPresent();
    }

    void add(ImportRow row) {
        if (!rows.isEmpty()
                && (rows.size() == MOST_ROWS
                        || bytes + row.row().state().length > MOST_BYTES
                        || rows.getFirst().snapshot() != row.snapshot())) {
            flush();
        }
        rows.add(row);
        bytes += row.row().state().length;
    }

    void flush() {
        if (rows.isEmpty()) {
            return;
        }
        boolean ofSnapshots = rows.getFirst().snapshot();
        int added = imported(ofSnapshots);
        report = report.plus(ofSnapshots, added, rows.size() - added);
        lookedAt += rows.size();
        rows.clear();
        bytes = 0;
        progress.accept(lookedAt);
    }

    private int imported(boolean ofSnapshots) {
        for (int attempt = 1; ; attempt++) {
            List<ImportRow> missing = lookUp || ofSnapshots ? missing() : rows;
            List<StoredEvent> insert = readable(missing);
            try {
                if (!mode.dryRun()) {
                    insert(ofSnapshots, insert);
                }
                return insert.size();
            } catch (VersionConflictException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                lookUp = true;
            }
        }
    }

    private void insert(boolean ofSnapshots, List<StoredEvent> insert) {
        if (ofSnapshots) {
            persistence().snapshotRecorder().insertEvents(insert);
        } else {
            application.eventSourcing().store().put(insert, new Unheard());
        }
    }

    /** The rows that are not there yet. */
    private List<ImportRow> missing() {
        Map<UUID, List<ImportRow>> byOriginator = new LinkedHashMap<>();
        rows.forEach(row -> byOriginator
                .computeIfAbsent(row.row().originatorId(), id -> new ArrayList<>())
                .add(row));
        Map<UUID, NavigableMap<Long, StoredEvent>> stored = new LinkedHashMap<>();
        byOriginator.forEach((id, own) -> stored.put(id, stored(own)));
        List<ImportRow> missing = new ArrayList<>();
        for (ImportRow row : rows) {
            NavigableMap<Long, StoredEvent> versions =
                    Objects.requireNonNull(stored.get(row.row().originatorId()));
            StoredEvent there = versions.get(row.row().originatorVersion());
            if (there == null) {
                refuseHole(row, versions);
                versions.put(row.row().originatorVersion(), row.row());
                missing.add(row);
            } else if (!isSame(there, row.row())) {
                throw row.refused("is stored already, and it is another one. Nothing of this batch is imported.");
            }
        }
        return missing;
    }

    /** What is stored at the versions of one originator's rows, and the one before them or the last one of all. */
    private NavigableMap<Long, StoredEvent> stored(List<ImportRow> own) {
        long first = own.stream()
                .mapToLong(row -> row.row().originatorVersion())
                .min()
                .orElseThrow();
        long last = own.stream()
                .mapToLong(row -> row.row().originatorVersion())
                .max()
                .orElseThrow();
        ImportRow any = own.getFirst();
        List<StoredEvent> found =
                new ArrayList<>(select(any, EventQuery.all().after(first - 2).upTo(last)));
        if (found.isEmpty()) {
            found.addAll(select(any, EventQuery.last()));
        }
        NavigableMap<Long, StoredEvent> versions = new TreeMap<>();
        found.forEach(event -> versions.put(event.originatorVersion(), event));
        return versions;
    }

    private List<StoredEvent> select(ImportRow row, EventQuery query) {
        AggregateRecorder recorder = row.snapshot()
                ? persistence().snapshotRecorder()
                : persistence().eventRecorder();
        return recorder.selectEvents(application.name(), row.row().originatorId(), query);
    }

    private static void refuseHole(ImportRow row, NavigableMap<Long, StoredEvent> versions) {
        Long before = versions.lowerKey(row.row().originatorVersion());
        if (!row.snapshot() && before != null && before < row.row().originatorVersion() - 1) {
            throw row.refused(
                    "would leave a hole, since version %d is the last one before it. Nothing of this batch is imported."
                            .formatted(before));
        }
    }

    /** States that were encrypted anew are still the same. */
    private boolean isSame(StoredEvent there, StoredEvent row) {
        if (there.equals(row)) {
            return true;
        }
        EventMapper mapper = application.eventSourcing().mapper();
        try {
            return mapper.opened(there).equals(decoded ? row : mapper.opened(row));
        } catch (MapperException e) {
            return false;
        }
    }

    /** The rows as they are stored; those that the application could not read are refused. */
    private List<StoredEvent> readable(List<ImportRow> missing) {
        EventMapper mapper = application
                .eventSourcing()
                .mapper()
                .forOriginators(
                        application.name(),
                        missing.stream().map(row -> row.row().originatorId()).toList());
        List<StoredEvent> readable = new ArrayList<>();
        for (ImportRow row : missing) {
            StoredEvent stored = decoded && !mode.dryRun() ? mapper.closed(row.row()) : row.row();
            if (!mode.unchecked() && !(decoded && mode.dryRun())) {
                requireReadable(row, stored, mapper);
            }
            readable.add(stored);
        }
        return readable;
    }

    private void requireReadable(ImportRow row, StoredEvent stored, EventMapper mapper) {
        try {
            mapper.opened(stored);
            if (!row.snapshot()) {
                mapper.toDomain(stored);
            }
        } catch (ForgottenException | UnknownTopicException e) {
            return;
        } catch (MapperException e) {
            throw row.refused(
                    "could not be read in application '%s': %s. Where keys or settings differ, import a decoded export."
                            .formatted(application.name(), e.getMessage()));
        }
    }

    private PersistenceModule persistence() {
        return application.eventSourcing().persistence();
    }

    ImportReport report() {
        return report;
    }

    /** Needs to hear nothing, since a batch is a transaction of its own. */
    private record Unheard() implements SaveOutcome {
        @Override
        public void committed() {}

        @Override
        public void rolledBack() {}
    }
}
