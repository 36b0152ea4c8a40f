package io.eventsourcing.spring.command;

import java.io.Console;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** Asks before something is lost: on a terminal; elsewhere {@code --yes} has to be given. */
final class Confirmation {
    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    /** @throws CommandException if the answer is not yes */
    @SuppressWarnings("SystemConsoleNull")
    void require(String consequence) {
        if (yes) {
            return;
        }
        Console console = System.console();
        if (console == null || !Ansi.AUTO.enabled()) {
            throw CommandException.usage("%s. Nothing is done: confirm it with --yes.".formatted(consequence));
        }
        String answer = console.readLine("%s. Go on? [y/N] ", consequence);
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
            throw CommandException.failed("Nothing is done.");
        }
    }
}
