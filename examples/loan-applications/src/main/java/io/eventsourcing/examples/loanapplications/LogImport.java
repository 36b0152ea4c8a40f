package io.eventsourcing.examples.loanapplications;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import io.eventsourcing.system.RunnerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** One run: import a log with the follower beside it, wait for the follower, compare what it saw with what is stored. */
final class LogImport {
    private static final int BATCH = 2_000;
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final String COUNT_STORED = "SELECT COUNT(*) FROM stored_events WHERE application_name = ?";

    private final JdbcPersistence persistence;
    private final LoanApplications applications;
    private final CaseStatistics statistics;
    private final Terminal terminal;

    LogImport(JdbcPersistence persistence, Terminal terminal) {
        this.persistence = persistence;
        this.applications = new LoanApplications(EventSourcing.of(persistence));
        this.statistics = new CaseStatistics(persistence);
        this.terminal = terminal;
    }

    /**
     * Imports and follows.
     *
     * @throws BadLogException if something is wrong with the log; everything before that place is stored
     */
    Report run(Path file) throws IOException, InterruptedException {
        ImportCounts counts = new ImportCounts();
        EventSourcedSystem system = EventSourcedSystem.of(EventSourcedSystem.pipe(applications, statistics));
        int withoutEvents;
        long eventsPerSecond;
        try (InputStream stream = LogFile.open(file);
                Runner runner =
                        Runner.multiThreaded(system, RunnerOptions.defaults().batchSize(BATCH));
                Progress progress = new Progress(terminal, counts, runner)) {
            runner.start();
            withoutEvents = importFrom(stream, counts);
            runner.await(statistics.name(), PATIENCE);
            eventsPerSecond = counts.eventsPerSecond();
        }
        tell(counts, withoutEvents);
        return new Report(persistence.execute(Figures::select), eventsPerSecond);
    }

    private int importFrom(InputStream stream, ImportCounts counts) throws InterruptedException {
        XesReader log = new XesReader(stream);
        try {
            new Importers(applications, counts).run(log);
            return log.casesWithoutEvents();
        } catch (BadLogException e) {
            throw new BadLogException(
                    "%s%nStored in this run: %,d cases; they stay. Repair the file and run it again to go on."
                            .formatted(e.getMessage(), counts.stored()),
                    e);
        }
    }

    private void tell(ImportCounts counts, int withoutEvents) {
        terminal.err()
                .println("Imported %,d cases in %.1f s; %,d were already there."
                        .formatted(counts.stored(), counts.seconds(), counts.alreadyThere()));
        if (withoutEvents > 0) {
            terminal.err().println("Passed over %,d cases without events.".formatted(withoutEvents));
        }
    }

    /** How many events are stored, from the library's own table. */
    long stored() {
        return persistence.execute(this::countStored);
    }

    private long countStored(Connection connection) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(COUNT_STORED)) {
            count.setString(1, applications.name());
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
