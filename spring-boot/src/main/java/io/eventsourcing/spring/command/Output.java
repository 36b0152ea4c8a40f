package io.eventsourcing.spring.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The options that every command has, and how it writes. */
final class Output {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Spec(Spec.Target.MIXEE)
    @Nullable
    private CommandSpec command;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    @Option(names = "--json", description = "Writes JSON to the standard output.")
    private boolean json;

    @Option(names = "--no-color", description = "No colours, also on a terminal.")
    private boolean noColor;

    @Option(names = "--force-color", description = "Colours, also if the output is not a terminal.")
    private boolean forceColor;

    boolean json() {
        return json;
    }

    /** Whether a person watches the standard output. */
    boolean terminal() {
        return Ansi.AUTO.enabled();
    }

    String green(String text) {
        return colored("green", text);
    }

    String red(String text) {
        return colored("red", text);
    }

    private String colored(String color, String text) {
        boolean colors = forceColor || (terminal() && !noColor);
        return colors ? Ansi.ON.string("@|%s %s|@".formatted(color, text)) : text;
    }

    void write(String text) {
        CommandLine line = commandLine();
        line.getOut().print(text);
        line.getOut().flush();
    }

    void line(String format, Object... values) {
        write(format.formatted(values) + "\n");
    }

    void error(String text) {
        CommandLine line = commandLine();
        line.getErr().print(text + "\n");
        line.getErr().flush();
    }

    /** Writes records, lists and maps as one line of JSON. */
    void json(Object value) {
        write(JSON.writeValueAsString(value) + "\n");
    }

    private CommandLine commandLine() {
        if (command == null) {
            throw new IllegalStateException("The command has not been parsed");
        }
        return command.commandLine();
    }

    /** An enum's constant as people read it. */
    static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
