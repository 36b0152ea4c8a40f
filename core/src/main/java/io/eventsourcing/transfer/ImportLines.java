package io.eventsourcing.transfer;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The lines of an export, in their order. */
final class ImportLines {
    private final BufferedReader in;
    private final String applicationName;
    private long number;
    private long events;
    private long snapshots;

    ImportLines(BufferedReader in, String applicationName) {
        this.in = in;
        this.applicationName = applicationName;
    }

    ExportHeader header() throws IOException {
        return read(ExportLine::header);
    }

    /** The next row, or empty if the export ends here as it should. */
    Optional<ImportRow> next() throws IOException {
        return read(line -> {
            Optional<ExportReport> end = ExportLine.end(line);
            if (end.isPresent()) {
                requireAll(end.get());
                return Optional.empty();
            }
            boolean snapshot = ExportLine.isSnapshot(line);
            ImportRow row = new ImportRow(number, snapshot, ExportLine.row(applicationName, line));
            snapshots += snapshot ? 1 : 0;
            events += snapshot ? 0 : 1;
            return Optional.of(row);
        });
    }

    private void requireAll(ExportReport end) {
        if (end.events() != events || end.snapshots() != snapshots) {
            throw new IllegalArgumentException("the export had %d events and %d snapshots, but there are %d and %d"
                    .formatted(end.events(), end.snapshots(), events, snapshots));
        }
    }

    private <T> T read(Function<ObjectNode, T> as) throws IOException {
        String line = in.readLine();
        number++;
        if (line == null) {
            throw new ImportException(
                    number,
                    number == 1
                            ? "there is no export in it"
                            : "the export was cut off here, since its last line is missing",
                    null);
        }
        try {
            return as.apply(ExportLine.read(line));
        } catch (IllegalArgumentException e) {
            throw new ImportException(number, String.valueOf(e.getMessage()), e);
        }
    }
}
