package io.eventsourcing.examples.loanapplications;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir
    Path directory;

    @Test
    void helpTellsTheOptionsAndTheExitCodes() {
        Command run = Command.run("--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("--url JDBC-URL", "--json", "Exit code: 0");
    }

    @Test
    void whatIsNotUnderstoodIsSaidAndNothingIsDone() {
        assertUsage("Unknown option --jason", "log.xes", "--jason");
        assertUsage("Which file?");
        assertUsage("--url needs a JDBC URL", "log.xes", "--url");
        assertUsage("FILE is given twice: a.xes and b.xes", "a.xes", "b.xes");
        assertUsage("--url is given twice", "a.xes", "--url", "jdbc:h2:mem:a", "--url=jdbc:h2:mem:b");
    }

    private static void assertUsage(String message, String... arguments) {
        Command run = Command.run(arguments);
        assertThat(run.err()).contains(message, "Try --help");
        assertThat(run.exitCode()).isEqualTo(Main.USAGE);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aUrlOfAnotherDatabaseIsRefused() {
        assertDatabase("jdbc:mysql://localhost/loans", "has to begin with jdbc:h2: or jdbc:postgresql:");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsSaidNotTo() {
        assertDatabase("jdbc:postgresql://localhost:1/loans?user=me&password=hush", "cannot be reached", "localhost:1");
        assertDatabase("jdbc:h2:tcp://localhost:1/loans;PASSWORD=hush", "cannot be reached");
        assertDatabase("jdbc:h2:file:%s/loans;IFEXISTS=TRUE".formatted(directory), "cannot be reached");
        assertDatabase("jdbc:postgresql://me:hush@localhost:1:2/loans", "cannot be reached");
    }

    private void assertDatabase(String url, String... messages) {
        Command run = Command.run(Command.file(directory, Command.sample()), "--url", url);
        assertThat(run.err()).contains(messages).doesNotContain("hush");
        assertThat(run.exitCode()).isEqualTo(Main.DATABASE);
        assertThat(run.out()).isEmpty();
    }
}
