package io.eventsourcing.spring.command.base;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The options that every command has, and how it writes. */
public final class Output {
    /** Moves to the line's begin and clears it. */
    public static final String CLEARED = "\r\033[K";

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

    private final Terminal terminal;

    Output(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Whether JSON is asked for. */
    public boolean json() {
        return json;
    }

    /** Whether a person watches the standard output. */
    public boolean terminal() {
        return terminal.present();
    }

    /** The text in green, where there are colours. */
    public String green(String text) {
        return colored("green", text);
    }

    /** The text in red, where there are colours. */
    public String red(String text) {
        return colored("red", text);
    }

    private String colored(String color, String text) {
        boolean colors = forceColor || (terminal() && !noColor);
        return colors ? Ansi.ON.string("@|%s %s|@".formatted(color, text)) : text;
    }

    /** Writes to the standard output. */
    public void write(String text) {
        CommandLine line = commandLine();
        line.getOut().print(text);
        line.getOut().flush();
    }

    /** Writes JSON to the standard output, in ASCII, whatever encoding that has. */
    public Writer asciiWriter() {
        return new AsciiJson(commandLine().getOut());
    }

    /** Writes a line to the standard output. */
    public void line(String format, Object... values) {
        write(format.formatted(values) + "\n");
    }

    /** Writes a line to the standard error. */
    public void error(String text) {
        CommandLine line = commandLine();
        line.getErr().print(text + "\n");
        line.getErr().flush();
    }

    /** JSON for people. */
    public static String pretty(@Nullable Object value) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value).replace("\r\n", "\n");
    }

    /** Writes records, lists and maps as one line of JSON. */
    public void json(Object value) {
        write(JSON.writeValueAsString(value) + "\n");
    }

    /** Writes a line for people, or JSON if that is asked for. */
    public void tell(String text, Object jsonValue) {
        if (json) {
            json(jsonValue);
        } else {
            write(text + "\n");
        }
    }

    /** Shows how far it is, on a terminal only, in place of what was shown before. */
    public void progress(String text) {
        if (terminal() && !json) {
            PrintWriter err = commandLine().getErr();
            err.print(CLEARED + text);
            err.flush();
        }
    }

    /** Takes away what was shown of the progress. */
    public void progressEnds() {
        progress("");
    }

    private CommandLine commandLine() {
        if (command == null) {
            throw new IllegalStateException("The command has not been parsed");
        }
        return command.commandLine();
    }

    /** A number of things, in words. */
    public static String counted(long count, String noun) {
        return "%d %s%s".formatted(count, noun, count == 1 ? "" : "s");
    }

    /** An enum's constant as people read it. */
    public static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
