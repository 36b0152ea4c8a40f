package io.eventsourcing.examples.loanapplications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImportTest {
    private static final String EXPECTED = """
            {"applications":4,"events":18,"activities":{"A_ACCEPTED":2,"A_DECLINED":2,"A_PARTLYSUBMITTED":4,\
            "A_SUBMITTED":4,"W_Completeren aanvraag":6},"variants":3,"amountRequested":3000032500,"longestCase":6,\
            "resources":3,"followed":18,"duplicates":0,"misordered":0,"eventsPerSecond":""";

    @TempDir
    Path directory;

    static Iterable<Supplier<String>> databases() {
        return TestDatabases.all();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aLogIsImportedAndFollowedAndTheFiguresAreThoseOfTheLog(Supplier<String> database) {
        String file = Command.file(directory, Command.sample());
        Command first = Command.run(file, "--url", database.get(), "--json");

        assertThat(first.err()).contains("Imported 4 cases", "0 were already there");
        assertThat(first.exitCode()).isZero();
        assertThat(first.lastLine()).startsWith(EXPECTED).matches(".*\"eventsPerSecond\":\\d+}");
        assertThat(first.out()).containsPattern("amount requested +3,000,032,500\n");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aSecondRunImportsNothingAndPrintsTheSameFigures(Supplier<String> database) {
        String url = database.get();
        String file = Command.file(directory, Command.sample());
        Command.run(file, "--url", url);
        Command second = Command.run("--json", "--url=" + url, file);

        assertThat(second.err()).contains("Imported 0 cases", "4 were already there");
        assertThat(second.exitCode()).isZero();
        assertThat(second.lastLine()).startsWith(EXPECTED);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aRunGoesOnWhereOneWithACutOffFileEnded(Supplier<String> database) {
        String url = database.get();
        String sample = Command.sample();
        String cutOff = sample.substring(0, sample.indexOf("W_Completeren"));
        Command broken = Command.run(Command.file(directory, cutOff), "--url", url);

        assertThat(broken.exitCode()).isEqualTo(Main.BAD_LOG);
        assertThat(broken.err())
                .contains("line 82, case 1003: the XML is damaged", "Stored in this run: 2 cases", "run it again");

        Command whole = Command.run(Command.file(directory, sample), "--url", url, "--json");

        assertThat(whole.exitCode()).isZero();
        assertThat(whole.err()).contains("Imported 2 cases", "2 were already there");
        assertThat(whole.lastLine()).startsWith(EXPECTED);
    }

    @Test
    void aCompressedLogIsRecognisedByItsContent() throws IOException {
        Path file = directory.resolve("no-extension");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(Command.sample().getBytes(StandardCharsets.UTF_8));
        }
        Command run = Command.run(file.toString(), "--url", TestDatabases.h2(), "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lastLine()).startsWith(EXPECTED);
    }

    @Test
    void aCompressedLogThatIsCutOffIsSaidToBe() throws IOException {
        Path file = directory.resolve("log.xes.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(Command.sample().getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 5));
        Command run = Command.run(file.toString(), "--url", TestDatabases.h2());

        assertThat(run.exitCode()).isEqualTo(Main.BAD_LOG);
        assertThat(run.err()).contains("the compressed file is cut off");
    }

    @Test
    void withoutAUrlTheDatabaseIsAFileThatTheNextRunFinds() {
        String url = Database.h2(directory);
        String file = Command.file(directory, Command.sample());
        Command.run(file, "--url", url);
        Command second = Command.run(file, "--url", url, "--json");

        assertThat(directory.resolve("loan-applications.mv.db")).exists();
        assertThat(second.err()).contains("4 were already there");
        assertThat(second.lastLine()).startsWith(EXPECTED);
    }

    @Test
    void aCaseWithoutEventsIsPassedOverAndTold() {
        String sample =
                Command.sample().replace("</log>", "<trace><string key=\"concept:name\" value=\"9\"/></trace></log>");
        Command run = Command.run(Command.file(directory, sample), "--url", TestDatabases.h2(), "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("Passed over 1 cases without events");
        assertThat(run.lastLine()).startsWith(EXPECTED);
    }
}
