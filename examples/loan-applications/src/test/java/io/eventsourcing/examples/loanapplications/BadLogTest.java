package io.eventsourcing.examples.loanapplications;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadLogTest {
    private static final String AMOUNT_OF_1002 = "<string key=\"AMOUNT_REQ\" value=\"7500\"/>";
    private static final String TIME_IN_1002 = "2024-03-30T10:00:00.300+01:00";

    @TempDir
    Path directory;

    private final String url = TestDatabases.h2();

    private void assertRefused(String log, String... messages) {
        Command run = Command.run(Command.file(directory, log), "--url", url);
        assertThat(run.err()).contains(messages);
        assertThat(run.exitCode()).isEqualTo(Main.BAD_LOG);
        assertThat(run.out()).isEmpty();

        Command repaired = Command.run(Command.file(directory, Command.sample()), "--url", url);
        assertThat(repaired.exitCode()).isZero();
    }

    @Test
    void aCaseWithoutANameIsNamedByItsLine() {
        String name = "<string key=\"concept:name\" value=\"1003\"/>";
        assertRefused(Command.sample().replace(name, ""), "line 63: the trace has no concept:name");
    }

    @Test
    void aTimeThatIsNoneIsNamedWithLineAndCase() {
        assertRefused(
                Command.sample().replace(TIME_IN_1002, "yesterday"),
                "line 51, case 1002: time:timestamp is 'yesterday'",
                "Stored in this run: 1 cases");
    }

    @Test
    void anEventWithoutATimeIsNamedWithLineAndCase() {
        assertRefused(
                Command.sample().replace("<date key=\"time:timestamp\" value=\"" + TIME_IN_1002 + "\"/>", ""),
                "line 51, case 1002: the event has no time:timestamp");
    }

    @Test
    void anAmountThatIsNoneIsNamedWithLineAndCase() {
        assertRefused(
                Command.sample().replace("\"7500\"", "\"much\""),
                "line 39, case 1002: AMOUNT_REQ is 'much', not a whole number");
    }

    @Test
    void elementsThatDoNotMatchAreNamedWithLineAndCase() {
        assertRefused(Command.sample().replace(AMOUNT_OF_1002, "<oops>"), "case 1002: the XML is damaged");
    }

    @Test
    void somethingElseThanALogIsRefused() {
        assertRefused("<html><body/></html>", "line 1: this is not an XES log: it begins with <html>");
        assertRefused("Dear Sir or Madam", "line 1: ");
        assertRefused("", "line 1: ");
    }

    @Test
    void aDocumentTypeIsRefusedSoThatNoEntityIsRead() {
        String bomb = "<!DOCTYPE log [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><log>";
        assertRefused(
                Command.sample().replaceFirst("<log", bomb + "<log"), "a document type declaration is not accepted");
    }

    @Test
    void aMissingFileIsNamed() {
        Command run = Command.run(directory.resolve("none.xes").toString(), "--url", url);
        assertThat(run.err()).contains("none.xes does not exist");
        assertThat(run.exitCode()).isEqualTo(Main.BAD_LOG);

        Command folder = Command.run(directory.toString(), "--url", url);
        assertThat(folder.err()).contains("is not a file");
        assertThat(folder.exitCode()).isEqualTo(Main.BAD_LOG);
    }

    @Test
    void aCaseThatComesAgainWithOtherEventsIsRefusedAndTheFirstOneStays() {
        String sample = Command.sample();
        Command run =
                Command.run(Command.file(directory, sample.replace("value=\"1002\"", "value=\"1001\"")), "--url", url);

        assertThat(run.exitCode()).isEqualTo(Main.BAD_LOG);
        assertThat(run.err())
                .contains(
                        "line 39, case 1001: the case is already stored with other events: 3 there, 3 here, different from event 1 on");
        assertThat(Command.run(Command.file(directory, sample), "--url", url).exitCode())
                .isZero();
    }

    @Test
    void aCaseThatComesAgainWithAnotherAmountIsRefused() {
        Command.run(Command.file(directory, Command.sample()), "--url", url);
        Command run =
                Command.run(Command.file(directory, Command.sample().replace("\"7500\"", "\"7501\"")), "--url", url);

        assertThat(run.exitCode()).isEqualTo(Main.BAD_LOG);
        assertThat(run.err())
                .contains("line 39, case 1002: the case is already stored with another amount", "7500", "7501");
    }

    @Test
    void aCaseThatComesAgainTheSameIsStoredOnce() {
        String sample = Command.sample();
        String trace = sample.substring(sample.indexOf("\t<trace>"), sample.indexOf("</trace>") + "</trace>".length());
        Command run = Command.run(Command.file(directory, sample.replace("</log>", trace + "</log>")), "--url", url);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("Imported 4 cases", "1 were already there");
    }
}
