package io.eventsourcing.spring.command.base;

import java.util.Locale;
import picocli.CommandLine.Option;

/** Asks before something is lost: on a terminal; elsewhere {@code --yes} has to be given. */
public final class Confirmation {
    private final Terminal terminal;

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    public Confirmation(Scope scope) {
        this.terminal = scope.terminal();
    }

    /**
     * Asks.
     *
     * @throws CommandException if the answer is not yes
     */
    public void require(String consequence) {
        if (yes) {
            return;
        }
        if (!terminal.present()) {
            throw CommandException.usage("%s. Nothing is done: confirm it with --yes.".formatted(consequence));
        }
        String answer = terminal.ask("%s. Go on? [y/N] ".formatted(consequence));
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
            throw CommandException.failed("Nothing is done.");
        }
    }
}
