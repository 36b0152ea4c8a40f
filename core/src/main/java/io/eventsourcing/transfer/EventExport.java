package io.eventsourcing.transfer;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.NotificationPage;
import io.eventsourcing.mapping.EventMapper;
import io.eventsourcing.mapping.ForgottenException;
import io.eventsourcing.persistence.AggregateRecorder;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.StoredEvent;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the stored events of an application as lines of JSON: a header, the events in the order of their notification ids,
 * up to the settled head as it is at the beginning, perhaps the snapshots, and a last line that says how many they were. States are
 * as they are stored, and {@link EventImport} restores them byte for byte: as JSON where they are JSON, otherwise as base64. It reads page
 * by page, while the application may be used. Immutable.
 */
public final class EventExport {
    private static final int PAGE = 500;

    private final Application application;
    private final boolean decoded;
    private final boolean snapshots;

    private EventExport(Application application, boolean decoded, boolean snapshots) {
        this.application = application;
        this.decoded = decoded;
        this.snapshots = snapshots;
    }

    /** The export of an application's events, without snapshots; does nothing yet. */
    public static EventExport of(Application application) {
        return new EventExport(Objects.requireNonNull(application, "application"), false, false);
    }

    /**
     * The same with states that are decompressed and decrypted: for people, and for importing them where other keys are used. States
     * of forgotten originators are left out, and their events cannot be imported then.
     */
    public EventExport decoded() {
        return new EventExport(application, true, snapshots);
    }

    /** The same with the snapshots too. */
    public EventExport withSnapshots() {
        return new EventExport(application, decoded, true);
    }

    /**
     * Writes it, on this thread.
     *
     * @param out is not closed; text that is to be encoded in UTF-8
     * @param progress told after each page how many rows are written
     * @throws IOException if it cannot be written
     * @throws io.eventsourcing.persistence.PersistenceException if the database cannot be read
     * @throws io.eventsourcing.mapping.MapperException if a state is to be decoded and cannot be
     */
    public ExportReport to(Writer out, LongConsumer progress) throws IOException {
        line(out, ExportLine.of(new ExportHeader(application.name(), decoded)));
        long events = events(out, progress);
        long rows = snapshots ? snapshots(out, events, progress) : 0;
        ExportReport report = new ExportReport(events, rows);
        line(out, ExportLine.of(report));
        out.flush();
        return report;
    }

    private long events(Writer out, LongConsumer progress) throws IOException {
        NotificationQuery query = NotificationQuery.after(0, PAGE)
                .upTo(application.notificationLog().settledHead().read());
        long written = 0;
        while (true) {
            NotificationPage page = application.notificationLog().select(query);
            written += write(out, page.notifications(), false);
            progress.accept(written);
            if (page.position() >= query.upTo()) {
                return written;
            }
            query = NotificationQuery.after(page.position(), PAGE).upTo(query.upTo());
        }
    }

    private long snapshots(Writer out, long events, LongConsumer progress) throws IOException {
        AggregateRecorder recorder = application.eventSourcing().persistence().snapshotRecorder();
        List<Notification> page = recorder.selectRows(application.name(), 0, PAGE);
        long written = 0;
        while (!page.isEmpty()) {
            written += write(out, page, true);
            progress.accept(events + written);
            page = recorder.selectRows(application.name(), page.getLast().id(), PAGE);
        }
        return written;
    }

    private int write(Writer out, List<Notification> rows, boolean ofSnapshots) throws IOException {
        EventMapper mapper = application
                .eventSourcing()
                .mapper()
                .forOriginators(
                        application.name(),
                        rows.stream().map(row -> row.event().originatorId()).toList());
        for (Notification row : rows) {
            line(out, lineOf(row.event(), ofSnapshots ? null : row.id(), mapper));
        }
        return rows.size();
    }

    private String lineOf(StoredEvent row, @Nullable Long id, EventMapper mapper) {
        if (!decoded) {
            return ExportLine.of(row, id, false);
        }
        try {
            return ExportLine.of(mapper.opened(row), id, false);
        } catch (ForgottenException e) {
            return ExportLine.of(row, id, true);
        }
    }

    private static void line(Writer out, String line) throws IOException {
        out.write(line);
        out.write('\n');
    }
}
