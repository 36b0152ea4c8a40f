package io.eventsourcing.spring.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.spring.command.CommandRun;
import io.eventsourcing.spring.command.PlayedTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportImportTest {
    @TempDir
    private Path folder = Path.of("");

    private final KennelContext context = new KennelContext();
    private final Kennel other = new Kennel(EventSourcing.inMemory(), "Other");

    ExportImportTest() {
        context.kennel.train("Zoë", "sit");
        context.bean("other", other);
    }

    private CommandRun export(Object... arguments) {
        Object[] all = new Object[arguments.length + 3];
        all[0] = "export";
        all[1] = "--application";
        all[2] = "Kennel";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return context.run(all);
    }

    @Test
    void filesAreWrittenAndReadCompressedOrNot() throws IOException {
        Path plain = folder.resolve("events.jsonl");
        Path compressed = folder.resolve("events.jsonl.gz");
        assertThat(export(plain, "--decoded"))
                .isEqualTo(new CommandRun(0, "2 events and 0 snapshots are exported.\n", ""));
        assertThat(export(compressed, "--decoded", "--json").out()).contains("\"events\":2");
        assertThat(Files.readString(plain)).contains("\"state\":{\"name\":\"Zoë\"}");
        assertThat(Files.readAllBytes(compressed)).startsWith(0x1f, 0x8b);
        assertThat(context.run("import", plain, "--application", "Other", "--dry-run"))
                .isEqualTo(new CommandRun(
                        0, "2 events and 0 snapshots would be imported, 0 and 0 were there already.\n", ""));
        assertThat(context.run("import", plain, "--application", "Other").out())
                .isEqualTo("2 events and 0 snapshots are imported, 0 and 0 were there already.\n");
        assertThat(context.run("import", compressed, "--application", "Other", "--json")
                        .out())
                .isEqualTo(
                        "{\"dryRun\":false,\"events\":0,\"eventsSkipped\":2,\"snapshots\":0,\"snapshotsSkipped\":0}\n");
        assertThat(other.dogs.get(Kennel.idOf("Zoë")).snapshot().name()).isEqualTo("Zoë");
    }

    @Test
    void pipesAreInAscii() {
        CommandRun run = export("-", "--decoded");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isASCII().contains("\"Zo\\u00eb\"");
        assertThat(context.runAt(PlayedTerminal.piped(run.out()), "import", "-", "--application", "Other")
                        .out())
                .startsWith("2 events");
        assertThat(other.dogs.get(Kennel.idOf("Zoë")).snapshot().name()).isEqualTo("Zoë");
    }

    @Test
    void aFileIsReplacedOnlyIfThatIsConfirmed() throws IOException {
        Path file = Files.writeString(folder.resolve("events.jsonl"), "mine");
        CommandRun run = export(file);
        assertThat(run.err())
                .isEqualTo("CommandError: %s exists and will be replaced. Nothing is done: confirm it with --yes.\n"
                        .formatted(file));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(file).hasContent("mine");
        assertThat(export(file, "--yes").exitCode()).isZero();
        assertThat(folder).isDirectoryContaining("glob:**/events.jsonl").isDirectoryNotContaining("glob:**/*.part");
    }

    @Test
    void whatCannotBeReadOrWrittenIsAnError() throws IOException {
        assertThat(context.run("import", folder.resolve("nope"), "--application", "Other")
                        .exitCode())
                .isEqualTo(2);
        assertThat(export(folder.resolve("no/folder")).exitCode()).isEqualTo(1);
        Path file = Files.writeString(folder.resolve("text"), "text\n");
        assertThat(context.run("import", file, "--application", "Other"))
                .satisfies(run ->
                        assertThat(run.err()).startsWith("CommandError: %s: Line 1: it is not JSON".formatted(file)))
                .extracting(CommandRun::exitCode)
                .isEqualTo(1);
    }

    @Test
    void statesAsTheyAreStoredCannotGoWhereTheKeysAreOthers() {
        String stored = export("-").out();
        CommandRun run = context.runAt(PlayedTerminal.piped(stored), "import", "-", "--application", "Other");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("could not be read in application 'Other'");
        assertThat(context.runAt(PlayedTerminal.piped(stored), "import", "-", "--application", "Other", "--unchecked")
                        .exitCode())
                .isZero();
        assertThat(context.run("check", "--application", "Other").exitCode()).isEqualTo(1);
    }
}
