package io.eventsourcing.examples.banktransfers;

import java.util.Arrays;
import java.util.Iterator;

/**
 * The command line.
 *
 * @param url the database
 * @param help whether only the help is wanted
 */
record Options(int accounts, int transfers, int threads, long seed, String url, boolean help) {
    static final String HELP = """
            Usage: run [--accounts N] [--transfers N] [--threads N] [--seed N] [--url JDBC-URL] [--help]

            Opens accounts with 100 euros each, orders transfers between them by several threads while every fifth
            account is closed, and waits until each transfer has ended; then counts the money.

              --accounts N     how many accounts, at least 2 (default: 20)
              --transfers N    how many transfers (default: 500)
              --threads N      how many customers order at a time (default: 4)
              --seed N         another choice of accounts and amounts (default: 1)
              --url JDBC-URL   the database, H2 or PostgreSQL, with user and password in the URL
                               (default: an H2 database in memory)
              --help           this text

            Exit code: 0 all the money is there; 1 it is not; 2 the command line is wrong; 3 the database cannot be
            reached or refuses.
            """;
    private static final Options DEFAULTS = new Options(20, 500, 4, 1, "jdbc:h2:mem:bank;DB_CLOSE_DELAY=-1", false);

    /** @throws UsageException if it is not understood */
    static Options parse(String... arguments) {
        Options options = DEFAULTS;
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            if (name.equals("--help")) {
                return new Options(0, 0, 0, 0, "", true);
            }
            if (!rest.hasNext()) {
                throw new UsageException("%s is unknown, or lacks its value".formatted(name));
            }
            options = options.with(name, rest.next());
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--accounts" -> new Options(number(name, value, 2), transfers, threads, seed, url, help);
            case "--transfers" -> new Options(accounts, number(name, value, 1), threads, seed, url, help);
            case "--threads" -> new Options(accounts, transfers, number(name, value, 1), seed, url, help);
            case "--seed" -> new Options(accounts, transfers, threads, number(name, value, 0), url, help);
            case "--url" -> new Options(accounts, transfers, threads, seed, value, help);
            default -> throw new UsageException("Unknown option " + name);
        };
    }

    private static int number(String name, String value, int least) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException("%s needs a number of at least %d, unlike '%s'".formatted(name, least, value));
    }
}
