package io.eventsourcing.spring.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Help needs no application, and the guide knows every command. */
class HelpTest {
    private static String help(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter err = new PrintWriter(new StringWriter());
        assertThat(Commands.answerWithoutStarting(List.of(arguments), new PrintWriter(out), err))
                .contains(0);
        return out.toString();
    }

    static List<String> commands() {
        return Pattern.compile("^  ([a-z][a-z-]+)", Pattern.MULTILINE)
                .matcher(help("--help"))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandTellsAboutItself(String command) throws IOException {
        assertThat(help(command, "--help")).contains("--help", "--json", "--no-color", "--force-color");
        assertThat(Files.readString(Path.of("../docs/commands.md"))).contains("`%s".formatted(command));
    }

    @Test
    void thereAreMany() {
        assertThat(commands())
                .contains("sync-followers", "events", "aggregate", "check", "export", "import", "migrate")
                .contains("snapshot", "forget", "rotate-keys", "rebuild", "adopt");
    }
}
