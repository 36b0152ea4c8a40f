package io.eventsourcing.examples.loanapplications;

import io.eventsourcing.domain.EventSourcingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The command. */
public final class Main {
    static final int DONE = 0;
    static final int BAD_LOG = 1;
    static final int USAGE = 2;
    static final int DATABASE = 3;
    static final int NOT_FOLLOWED = 4;

    private static final Pattern CREDENTIALS = Pattern.compile("(?i)((?<=password=)[^&;\\s]*)|((?<=//)[^/@\\s]*(?=@))");

    private Main() {}

    /**
     * Runs the command and ends Java with its exit code. The system property {@code loans.data} is the directory of the
     * default database; {@code loans.screen} tells that the standard error is a screen.
     */
    public static void main(String[] arguments) {
        Terminal terminal = new Terminal(System.out, System.err, Boolean.getBoolean("loans.screen"));
        System.exit(run(terminal, arguments));
    }

    /** Runs the command and returns its exit code. */
    static int run(Terminal terminal, String... arguments) {
        try {
            Options options = Options.parse(arguments);
            Path file = options.file();
            if (file == null) {
                terminal.out().print(Options.HELP);
                return DONE;
            }
            LogFile.open(file).close();
            return run(terminal, file, options);
        } catch (UsageException e) {
            return fail(terminal, USAGE, e.getMessage() + System.lineSeparator() + "Try --help.");
        } catch (BadLogException e) {
            return fail(terminal, BAD_LOG, e.getMessage());
        } catch (IOException e) {
            return fail(terminal, BAD_LOG, "The file cannot be read: " + e.getMessage());
        } catch (EventSourcingException e) {
            return fail(terminal, DATABASE, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail(terminal, DATABASE, "Interrupted; run it again to go on.");
        }
    }

    private static int run(Terminal terminal, Path file, Options options) throws IOException, InterruptedException {
        String url = Objects.requireNonNullElseGet(
                options.url(), () -> Database.h2(Path.of(System.getProperty("loans.data", "data"))));
        try (Database database = Database.open(url)) {
            LogImport logImport = new LogImport(database.persistence(), terminal);
            Report report = logImport.run(file);
            report.print(terminal.out());
            if (options.json()) {
                terminal.out().println(report.json());
            }
            return checked(terminal, report.figures(), logImport.stored());
        }
    }

    private static int checked(Terminal terminal, Figures figures, long stored) {
        if (figures.followed() == stored
                && figures.events() == stored
                && figures.duplicates() == 0
                && figures.misordered() == 0) {
            return DONE;
        }
        return fail(
                terminal,
                NOT_FOLLOWED,
                "The follower did not get each event once and in order: %,d are stored, it was handed %,d, %,d of them twice and %,d out of order."
                        .formatted(stored, figures.followed(), figures.duplicates(), figures.misordered()));
    }

    private static int fail(Terminal terminal, int exitCode, @Nullable String message) {
        terminal.err().println(CREDENTIALS.matcher(String.valueOf(message)).replaceAll("***"));
        return exitCode;
    }
}
