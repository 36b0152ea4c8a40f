package io.eventsourcing.spring.command.base;

import java.io.Console;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** The terminal at which a person runs a command, if it is one. */
public interface Terminal {
    /** Whether a person watches and can answer. */
    boolean present();

    /**
     * Asks the person.
     *
     * @return the answer, or null if there is none
     */
    @Nullable
    String ask(String question);

    /** What is piped into the command instead. */
    InputStream input();

    /** The terminal of this process. */
    static Terminal ofProcess() {
        return new Terminal() {
            @Override
            public boolean present() {
                return Ansi.AUTO.enabled();
            }

            @Override
            public InputStream input() {
                return System.in;
            }

            @Override
            @SuppressWarnings("SystemConsoleNull")
            public @Nullable String ask(String question) {
                Console console = System.console();
                return console == null ? null : console.readLine("%s", question);
            }
        };
    }
}
