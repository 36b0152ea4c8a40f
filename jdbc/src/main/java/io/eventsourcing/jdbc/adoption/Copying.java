package io.eventsourcing.jdbc.adoption;

import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.adoption.PythonTables.Position;
import io.eventsourcing.persistence.AggregateRecorder;
import io.eventsourcing.persistence.Notification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Copies the rows of Python's tables. Positions are read first, so that they are not ahead of the events. What is there
 * already is passed over, so a run that was cut short is simply begun again.
 */
final class Copying {
    private static final String ID = """
            SELECT id FROM ${tables}stored_events
            WHERE application_name = ? AND originator_id = ? AND originator_version = ?""";

    private final Target target;
    private final List<PythonTables> sources;
    private final RowInspection inspection;
    private final Journal journal;
    private final int batchSize;

    Copying(Target target, List<PythonTables> sources, RowInspection inspection, int batchSize) {
        this.target = target;
        this.sources = sources;
        this.inspection = inspection;
        this.journal = inspection.journal();
        this.batchSize = batchSize;
    }

    void run() throws SQLException {
        JdbcPersistence persistence = target.persistence();
        List<Position> positions = new ArrayList<>();
        for (PythonTables source : sources) {
            positions.addAll(source.positions());
        }
        Optional<KeptIds> kept = KeptIds.of(persistence, target.dialect(), target.names(), sources);
        Inserts.Batch events = kept.isPresent() ? kept.get() : withNewIds(persistence.eventRecorder());
        copy(new Inserts(persistence.eventRecorder(), events, RowKind.EVENT, journal));
        AggregateRecorder snapshots = persistence.snapshotRecorder();
        copy(new Inserts(snapshots, withNewIds(snapshots), RowKind.SNAPSHOT, journal));
        Positions set = new Positions(persistence, journal);
        for (Position position : positions) {
            long here = here(position);
            if (here > 0) {
                set.set(new Position(position.follower(), position.leader(), here));
            }
        }
    }

    private static Inserts.Batch withNewIds(AggregateRecorder recorder) {
        return rows ->
                recorder.insertEvents(rows.stream().map(Notification::event).toList());
    }

    private void copy(Inserts inserts) throws SQLException {
        for (PythonTables source : sources) {
            long total = source.count(inserts.kind());
            if (total > 0) {
                new TableCopy(source, inserts, total).run();
            }
        }
    }

    /** One table being copied. */
    private final class TableCopy {
        private final PythonTables source;
        private final Inserts inserts;
        private final long total;
        private final List<Notification> batch = new ArrayList<>();
        private long done;

        TableCopy(PythonTables source, Inserts inserts, long total) {
            this.source = source;
            this.inserts = inserts;
            this.total = total;
        }

        void run() throws SQLException {
            source.read(inserts.kind(), batchSize, this::add);
            write();
        }

        private void add(PythonRow row) {
            done++;
            inspection
                    .inspect(row, inserts.kind(), source.table(inserts.kind()))
                    .ifPresent(event -> batch.add(new Notification(row.id(), event)));
            if (batch.size() == batchSize) {
                write();
            }
        }

        private void write() {
            if (!batch.isEmpty()) {
                inserts.insert(batch);
                batch.clear();
            }
            journal.progress(source.table(inserts.kind()), done, total);
        }
    }

    /** What a position of Python's is here: the id of the last event that was processed, or of one before it. */
    private long here(Position python) throws SQLException {
        Optional<PythonTables> leaders = sources.stream()
                .filter(source -> source.mayHold(python.leader()))
                .findFirst();
        if (leaders.isEmpty()) {
            return python.position();
        }
        Optional<PythonRow> event = leaders.get().lastUpTo(python.leader(), python.position());
        while (event.isPresent()) {
            OptionalLong id = idHere(event.get());
            if (id.isPresent()) {
                return id.getAsLong();
            }
            event = leaders.get().lastUpTo(python.leader(), event.get().id() - 1);
        }
        return 0;
    }

    private OptionalLong idHere(PythonRow event) {
        return target.persistence().execute(connection -> idHere(connection, event));
    }

    private OptionalLong idHere(Connection connection, PythonRow event) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(target.names().sql(ID))) {
            select.setString(1, event.applicationName());
            target.dialect().setUuid(select, 2, PythonRow.id(event.originatorId()));
            select.setLong(3, event.originatorVersion());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }
}
