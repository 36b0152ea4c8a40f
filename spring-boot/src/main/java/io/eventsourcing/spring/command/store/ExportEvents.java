package io.eventsourcing.spring.command.store;

import io.eventsourcing.spring.command.base.CommandException;
import io.eventsourcing.spring.command.base.Confirmation;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Output;
import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.transfer.EventExport;
import io.eventsourcing.transfer.ExportReport;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = {
            "Writes the stored events of an application to a file, as lines of JSON.",
            "The states are as they are stored; 'import' restores them byte for byte."
        })
final class ExportEvents extends StoreCommand {
    @Mixin
    private final Confirmation confirmation;

    @Parameters(
            paramLabel = "FILE",
            description = "The file, compressed if it ends with .gz; - for the standard output.")
    private String file = "";

    @Option(names = "--snapshots", description = "The snapshots too.")
    private boolean snapshots;

    @Option(
            names = "--decoded",
            description = "States decompressed and decrypted: for people, or for use with other keys.")
    private boolean decoded;

    ExportEvents(Scope scope) {
        super(scope);
        this.confirmation = new Confirmation(scope);
    }

    @Override
    public Integer call() {
        EventExport export = EventExport.of(application());
        export = snapshots ? export.withSnapshots() : export;
        export = decoded ? export.decoded() : export;
        try {
            ExportReport report =
                    file.equals("-") ? export.to(output.asciiWriter(), this::progress) : toFile(export, Path.of(file));
            output.progressEnds();
            tell(report);
            return ExitCode.DONE;
        } catch (IOException e) {
            throw CommandException.failed("%s cannot be written: %s".formatted(file, e));
        }
    }

    private void progress(long rows) {
        output.progress("%s written".formatted(Output.counted(rows, "row")));
    }

    /** The file appears when it is whole. */
    private ExportReport toFile(EventExport export, Path target) throws IOException {
        if (Files.exists(target)) {
            confirmation.require("%s exists and will be replaced".formatted(target));
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            ExportReport report;
            try (Writer out = writer(part)) {
                report = export.to(out, this::progress);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            return report;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Writer writer(Path part) throws IOException {
        return file.endsWith(".gz")
                ? new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(part)), StandardCharsets.UTF_8)
                : Files.newBufferedWriter(part, StandardCharsets.UTF_8);
    }

    private void tell(ExportReport report) {
        if (file.equals("-")) {
            return;
        }
        output.tell(
                "%s and %s are exported."
                        .formatted(
                                Output.counted(report.events(), "event"),
                                Output.counted(report.snapshots(), "snapshot")),
                Map.of("events", report.events(), "snapshots", report.snapshots()));
    }
}
