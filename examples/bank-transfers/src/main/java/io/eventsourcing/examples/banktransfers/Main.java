package io.eventsourcing.examples.banktransfers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.system.Runner;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The command. */
public final class Main {
    static final int DONE = 0;
    static final int MONEY_MISSING = 1;
    static final int USAGE = 2;
    static final int DATABASE = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int CONNECTIONS = 12;

    private Main() {}

    /** Runs the command and ends Java with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            Options options = Options.parse(arguments);
            if (options.help()) {
                out.print(Options.HELP);
                return DONE;
            }
            return run(out, options);
        } catch (UsageException e) {
            return fail(err, USAGE, e.getMessage() + System.lineSeparator() + "Try --help.");
        } catch (EventSourcingException e) {
            return fail(err, DATABASE, e.getMessage());
        } catch (ExecutionException e) {
            return fail(err, DATABASE, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail(err, DATABASE, "Interrupted");
        }
    }

    private static int run(PrintStream out, Options options) throws InterruptedException, ExecutionException {
        try (HikariDataSource dataSource = connect(options.url())) {
            Migrations.migrate(dataSource);
            Bank bank = new Bank(EventSourcing.of(JdbcPersistence.of(dataSource)));
            out.println(bank.system());
            try (Runner runner = Runner.multiThreaded(bank.system())) {
                runner.start();
                Orders orders = new Orders(bank, options.accounts(), options.seed());
                long before = orders.money();
                List<UUID> transfers = orders.place(options.transfers(), options.threads());
                bank.await(runner, transfers, PATIENCE);
                new Report(bank, transfers).print(out);
                long after = orders.money();
                out.printf(
                        "%d accounts held %s and hold %s.%n",
                        options.accounts(), Letters.euros(before), Letters.euros(after));
                return before == after ? DONE : MONEY_MISSING;
            }
        }
    }

    private static HikariDataSource connect(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new OperationalException("The database cannot be reached: " + e.getMessage(), e);
        }
    }

    private static int fail(PrintStream err, int exitCode, @Nullable String message) {
        err.println(message);
        return exitCode;
    }
}
