package io.eventsourcing.examples.loanapplications;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param file the log; null only where help is wanted
 * @param url the database; null for the default one
 * @param json whether the last line of the output is to be one JSON object
 * @param help whether only the help is wanted
 */
record Options(@Nullable Path file, @Nullable String url, boolean json, boolean help) {
    static final String HELP = """
            Usage: run FILE [--url JDBC-URL] [--json] [--help]

            Imports an event log of loan applications (XES, plain or gzip) with four importers, each case one
            aggregate and each event one domain event, while a follower builds statistics; then prints these.
            Run it again to go on after it was ended, or after the file was repaired: no case is imported twice.

              FILE             the log, for example bpi2012.xes.gz
              --url JDBC-URL   the database, H2 or PostgreSQL, with user and password in the URL:
                               jdbc:postgresql://localhost/loans?user=me&password=secret
                               (default: an H2 file in the directory data beside this script)
              --json           the last line of the output is the result as one JSON object
              --help           this text

            Exit code: 0 all is imported and followed; 1 the file is missing or bad; 2 the command line is;
            3 the database cannot be reached or refuses; 4 the follower did not get each event once and in order.
            JAVA_OPTS may name options for Java; the default is -Xmx256m.
            """;

    /** @throws UsageException if it is not understood */
    static Options parse(String... arguments) {
        Path file = null;
        String url = null;
        boolean json = false;
        boolean options = true;
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (options && argument.equals("--")) {
                options = false;
            } else if (options && argument.equals("--help")) {
                return new Options(null, null, false, true);
            } else if (options && argument.equals("--json")) {
                json = true;
            } else if (options && argument.equals("--url") && i + 1 < arguments.length) {
                url = once("--url", url, arguments[++i]);
            } else if (options && argument.startsWith("--url=")) {
                url = once("--url", url, argument.substring("--url=".length()));
            } else if (options && argument.startsWith("-")) {
                throw new UsageException(
                        argument.equals("--url") ? "--url needs a JDBC URL" : "Unknown option " + argument);
            } else {
                file = path(once("FILE", file == null ? null : file.toString(), argument));
            }
        }
        if (file == null) {
            throw new UsageException("Which file? Give the path of a log");
        }
        return new Options(file, url, json, false);
    }

    private static String once(String what, @Nullable String before, String value) {
        if (before != null) {
            throw new UsageException("%s is given twice: %s and %s".formatted(what, before, value));
        }
        return value;
    }

    private static Path path(String argument) {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw new UsageException("This is no path: " + argument);
        }
    }
}
