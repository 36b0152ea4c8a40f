package io.eventsourcing.spring.command.store;

import io.eventsourcing.spring.command.base.CommandException;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Output;
import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.transfer.EventImport;
import io.eventsourcing.transfer.ImportException;
import io.eventsourcing.transfer.ImportReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = {
            "Reads what 'export' has written into an application, in its order.",
            "What is there already is skipped; another event under the same key is refused."
        })
final class ImportEvents extends StoreCommand {
    @Parameters(
            paramLabel = "FILE",
            description = "The file, compressed if it ends with .gz; - for the standard input.")
    private String file = "";

    @Option(
            names = {"-n", "--dry-run"},
            description = "Looks at everything and writes nothing.")
    private boolean dryRun;

    @Option(names = "--unchecked", description = "Also takes events that the application cannot read.")
    private boolean unchecked;

    ImportEvents(Scope scope) {
        super(scope);
    }

    @Override
    public Integer call() {
        EventImport load = EventImport.into(application());
        load = dryRun ? load.dryRun() : load;
        load = unchecked ? load.unchecked() : load;
        try (Reader in = reader()) {
            ImportReport report =
                    load.from(in, rows -> output.progress("%s read".formatted(Output.counted(rows, "row"))));
            output.progressEnds();
            tell(report);
            return ExitCode.DONE;
        } catch (ImportException e) {
            output.progressEnds();
            throw CommandException.failed("%s: %s".formatted(file, e.getMessage()));
        } catch (NoSuchFileException e) {
            throw CommandException.usage("There is no file %s.".formatted(e.getFile()));
        } catch (IOException e) {
            throw CommandException.failed("%s cannot be read: %s".formatted(file, e));
        }
    }

    private Reader reader() throws IOException {
        InputStream in = file.equals("-") ? scope.standardInput() : Files.newInputStream(Path.of(file));
        return new InputStreamReader(file.endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8);
    }

    private void tell(ImportReport report) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dryRun", dryRun);
        values.put("events", report.events());
        values.put("eventsSkipped", report.eventsSkipped());
        values.put("snapshots", report.snapshots());
        values.put("snapshotsSkipped", report.snapshotsSkipped());
        output.tell(
                "%s and %s %s, %d and %d were there already."
                        .formatted(
                                Output.counted(report.events(), "event"),
                                Output.counted(report.snapshots(), "snapshot"),
                                dryRun ? "would be imported" : "are imported",
                                report.eventsSkipped(),
                                report.snapshotsSkipped()),
                values);
    }
}
